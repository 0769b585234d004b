"""Write to the editors: a form, and a page of thanks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.errors import BadChoice
from portal.core.page import Link, PageMeta
from portal.core.reader_forms import accepts, status_of
from portal.editorial.contact.actions import send_message
from portal.editorial.contact.forms import KINDS, ContactForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback(request: HttpRequest) -> HttpResponseBase:
    """The form by itself; forms inside pages send here too, and come back here when something is missing."""
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm(initial=_asked(request))
    if form.is_bound and accepts(form, request, "contact"):
        if not form.is_from_a_machine:
            send_message(language=get_language() or settings.LANGUAGE_CODE, **form.stored)
        return HttpResponseRedirect(reverse("editorial:feedback-thanks"))
    page = _meta(_title(form["kind"].value() or KINDS[0]))
    return render(request, "editorial/feedback.html", {"page": page, "form": form}, status=status_of(form))


def _asked(request: HttpRequest) -> dict[str, str]:
    kind = request.GET.get("kind") or KINDS[0]
    if kind not in KINDS:
        raise BadChoice("kind", kind, KINDS)
    return {"kind": kind, "address": request.GET.get("about", "")[:500]}


@require_safe
def feedback_thanks(request: HttpRequest) -> HttpResponseBase:
    page = _meta(gettext("Your message has been sent"))
    return render(request, "editorial/feedback_thanks.html", {"page": page})


def _title(kind: str) -> str:
    if kind == "accessibility":
        return gettext("Report an accessibility problem")
    return gettext("Write to the editors")


def _meta(title: str) -> PageMeta:
    path = reverse("editorial:feedback")
    return PageMeta(
        title=title,
        description=gettext("A form that reaches the editors of the portal."),
        canonical_path=path,
        breadcrumbs=(Link(title, path, is_current=True),),
        is_indexable=False,
    )
