"""The editors' desk of imports inside the site's administration."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from portal.core.file_imports import begin_writing, delete_import
from portal.editorial.calls.importing import actions
from portal.editorial.calls.importing.forms import ImportForm
from portal.editorial.calls.importing.mapping import DEFAULT_FILE, default_mapping
from portal.editorial.calls.importing.presenting import present_import
from portal.editorial.calls.importing.tasks import look_through_calls, write_calls
from portal.editorial.calls.permissions import can_publish_calls, check_can_import_calls, own_imports
from portal.editorial.models import CallImport

REFRESH_SECONDS = 3
SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """One's own imports, and the form for another one."""
    check_can_import_calls(request.user)
    may_publish = can_publish_calls(request.user)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*data, may_publish=may_publish)
    if form.is_bound and form.is_valid():
        return _to(_upload(request, form))
    context = {"form": form, "uploads": own_imports(request.user)[:SHOWN]}
    return render(request, "wagtailadmin/calls/imports.html", context, status=400 if form.is_bound else 200)


def _upload(request: HttpRequest, form: ImportForm) -> CallImport:
    file = form.cleaned_data["file"]
    with transaction.atomic():
        upload = actions.upload(
            owner=request.user,
            file_name=file.name,
            content=file.read(),
            mapping=form.cleaned_data["mapping"],
            is_publishing=form.cleaned_data.get("is_publishing", False),
        )
        transaction.on_commit(lambda: look_through_calls.enqueue(upload.pk))
    return upload


@require_http_methods(["GET", "HEAD"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report, and what may be done next; looks again by itself while a job works."""
    upload = _own(request, pk)
    context = {"upload": upload, "view": present_import(upload), "refresh": REFRESH_SECONDS}
    return render(request, "wagtailadmin/calls/import.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was shown. A second click finds it under way and changes nothing."""
    upload = _own(request, pk)
    with transaction.atomic():
        if begin_writing(upload, _token(request)):
            transaction.on_commit(lambda: write_calls.enqueue(upload.pk))
    return _to(upload)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the file and its report; calls that were written stay."""
    upload = _own(request, pk)
    if not delete_import(upload):
        messages.error(request, gettext("The calls are being written. Wait until it is done."))
        return _to(upload)
    messages.success(request, gettext("The import is deleted. Calls that it wrote stay."))
    return HttpResponseRedirect(reverse("call_imports:index"))


@require_http_methods(["GET", "HEAD"])
def mapping(request: HttpRequest) -> HttpResponse:
    """The shipped mapping, to start from."""
    check_can_import_calls(request.user)
    headers = {"Content-Disposition": f'attachment; filename="{DEFAULT_FILE.name}"'}
    return HttpResponse(default_mapping(), content_type="application/toml; charset=utf-8", headers=headers)


def _token(request: HttpRequest) -> UUID | None:
    """None where the form brings none: that confirms nothing."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def _own(request: HttpRequest, pk: int) -> CallImport:
    return get_object_or_404(own_imports(request.user), pk=pk)


def _to(upload: CallImport) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("call_imports:detail", args=[upload.pk]))
