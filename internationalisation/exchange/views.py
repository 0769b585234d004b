"""Files of organisations: sent in, looked through, confirmed; and everything one may see as a file."""

import io
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from internationalisation.exchange import actions
from internationalisation.exchange.exporting import export
from internationalisation.exchange.forms import OrganisationImportForm
from internationalisation.exchange.presenting import code_lists, head_of_file, present_import
from internationalisation.exchange.tasks import look_through_organisations, write_organisations
from internationalisation.models.imports import OrganisationImport
from internationalisation.people.pages import account_page, organisations_crumb
from portal.core.downloads import CONTENT_TYPES, write
from portal.core.file_imports import begin_writing, delete_import
from portal.core.page import Dataset, Link, PageMeta
from portal.registry.permissions import check_can_import, rights_of

REFRESH_SECONDS = 3
SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """One's own imports, and the form for another one."""
    check_can_import(rights_of(request.user))
    form = OrganisationImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        return redirect("internationalisation:import", _upload(request, form).pk)
    uploads = OrganisationImport.objects.filter(owner=request.user).defer("content", "report")[:SHOWN]
    context = {"page": _page(request), "form": form, "uploads": uploads, "lists": code_lists()}
    status = 400 if form.is_bound else 200
    return render(request, "internationalisation/exchange/imports.html", context, status=status)


def _upload(request: HttpRequest, form: OrganisationImportForm) -> OrganisationImport:
    file, is_publishing = form.cleaned_data["file"], form.cleaned_data["is_publishing"]
    with transaction.atomic():
        upload = actions.upload(
            owner=request.user, file_name=file.name, content=file.read(), is_publishing=is_publishing
        )
        language = get_language()
        transaction.on_commit(lambda: look_through_organisations.enqueue(upload.pk, language))
    return upload


@require_safe
@never_cache
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report, and what may be done next; looks again by itself while a job works."""
    upload = _own(request, pk)
    context = {
        "page": _page(request, upload.file_name),
        "upload": upload,
        "view": present_import(upload),
        "refresh": REFRESH_SECONDS,
    }
    return render(request, "internationalisation/exchange/import.html", context)


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown. A second click finds it under way and changes nothing."""
    upload, language = _own(request, pk), get_language()
    with transaction.atomic():
        if begin_writing(upload, _token(request)):
            transaction.on_commit(lambda: write_organisations.enqueue(upload.pk, language))
    return redirect("internationalisation:import", pk)


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the file and its report; organisations that were written stay."""
    if not delete_import(_own(request, pk)):
        messages.error(request, _("The organisations are being written. Wait until it is done."))
        return redirect("internationalisation:import", pk)
    messages.success(request, _("The import is deleted. Organisations that it wrote stay."))
    return HttpResponseRedirect(reverse("internationalisation:imports"))


@require_safe
@never_cache
@login_required
def template(request: HttpRequest) -> HttpResponse:
    """An empty file with the right head."""
    check_can_import(rights_of(request.user))
    return _file(Dataset("organisations-template", head_of_file(), ()), "csv")


@require_safe
@never_cache
@login_required
def download(request: HttpRequest, suffix: str) -> HttpResponse:
    """Everything one may see: `?demonstration=1` for invented organisations."""
    rights, is_demonstration = rights_of(request.user), request.GET.get("demonstration") == "1"
    return _file(export(rights, is_demonstration=is_demonstration), suffix)


def _file(dataset: Dataset, suffix: str) -> HttpResponse:
    stream = io.BytesIO()
    write(dataset, suffix, stream)
    response = HttpResponse(stream.getvalue(), content_type=CONTENT_TYPES[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="{dataset.name}.{suffix}"'
    return response


def _page(request: HttpRequest, title: str = "") -> PageMeta:
    """Of all imports, or of the one whose file has this title."""
    lead, own = _("Many organisations at once, from a table of your agency."), organisations_crumb()
    if not title:
        return account_page(_("Import organisations"), request.path, lead, (own,))
    above = (own, Link(_("Import organisations"), reverse("internationalisation:imports")))
    return account_page(title, request.path, above=above)


def _token(request: HttpRequest) -> UUID | None:
    """None where the form brings none: that confirms nothing."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def _own(request: HttpRequest, pk: int) -> OrganisationImport:
    return get_object_or_404(OrganisationImport, pk=pk, owner=request.user)
