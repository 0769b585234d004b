"""Mail that the portal wrote in development: files in a folder, listed for whoever runs it."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.page import PageMeta
from portal.home.presenters import WrittenMail

SHOWN = 20


@require_safe
def written_mail(request: HttpRequest) -> HttpResponse:
    page = PageMeta(
        title=_("Mail written here"),
        description=_("Mail that the portal would have sent."),
        canonical_path=request.path,
        is_indexable=False,
    )
    return render(request, "home/mail.html", {"page": page, "mails": newest_mail()})


def newest_mail() -> list[WrittenMail]:
    """The newest files of EMAIL_FILE_PATH, newest first; none where mail goes elsewhere."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    files = sorted(Path(folder).glob("*.log"), reverse=True) if folder else []
    return [WrittenMail(file.name, file.read_text(encoding="utf-8", errors="replace")) for file in files[:SHOWN]]
