"""The analysts' desk of schemes in the site's administration."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from observatory.lenses.actions import NotOurs, begin_opening, delete_scheme, upload_scheme, withdraw_scheme
from observatory.lenses.forms import SchemeForm
from observatory.lenses.presenting import present_upload
from observatory.lenses.tasks import look_through_scheme, open_uploaded_scheme
from observatory.models import SchemeUpload
from observatory.permissions import check_can_upload_schemes

REFRESH_SECONDS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """All uploaded schemes, and the form for another one."""
    check_can_upload_schemes(request.user)
    form = SchemeForm(request.POST, request.FILES) if request.method == "POST" else SchemeForm()
    if form.is_bound and form.is_valid() and (upload := _store(request, form)) is not None:
        return _to(upload)
    uploads = SchemeUpload.objects.select_related("scheme", "owner")
    context = {"form": form, "uploads": uploads}
    return render(request, "wagtailadmin/schemes/index.html", context, status=400 if form.is_bound else 200)


def _store(request: HttpRequest, form: SchemeForm) -> SchemeUpload | None:
    """Store the draft and have it looked through; None, with a word in the form, where the code is taken."""
    try:
        with transaction.atomic():
            upload = upload_scheme(
                owner=request.user, file_name=form.cleaned_data["file"].name[:200], scheme=form.scheme
            )
            transaction.on_commit(lambda: look_through_scheme.enqueue(upload.pk))
    except NotOurs:
        form.add_error("code", gettext("This code belongs to another scheme or to an open one: withdraw it first."))
        return None
    return upload


@require_http_methods(["GET", "HEAD"])
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Coverage, preview and what may be done next; looks again by itself while a job works."""
    check_can_upload_schemes(request.user)
    upload = _upload(code)
    context: dict[str, Any] = {"upload": upload, "view": present_upload(upload), "refresh": REFRESH_SECONDS}
    return render(request, "wagtailadmin/schemes/detail.html", context)


@require_POST
def open_to_public(request: HttpRequest, code: str) -> HttpResponse:
    check_can_upload_schemes(request.user)
    upload = _upload(code)
    with transaction.atomic():
        if begin_opening(upload=upload):
            transaction.on_commit(lambda: open_uploaded_scheme.enqueue(upload.pk))
    return _to(upload)


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    check_can_upload_schemes(request.user)
    upload = _upload(code)
    withdraw_scheme(upload=upload)
    messages.success(request, gettext("The scheme is withdrawn: visitors no longer see it. The draft is kept."))
    return _to(upload)


@require_POST
def delete(request: HttpRequest, code: str) -> HttpResponse:
    check_can_upload_schemes(request.user)
    upload = _upload(code)
    if delete_scheme(upload=upload):
        messages.success(request, gettext("The draft is deleted."))
        return HttpResponseRedirect(reverse("uploaded_schemes:index"))
    messages.error(request, gettext("An open scheme is withdrawn before it is deleted."))
    return _to(upload)


def _upload(code: str) -> SchemeUpload:
    return get_object_or_404(SchemeUpload.objects.select_related("scheme", "owner"), scheme=code)


def _to(upload: SchemeUpload) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("uploaded_schemes:detail", args=[upload.scheme_id]))
