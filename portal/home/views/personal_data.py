"""Personal data: what is kept, a download of all of it, and the end of the account."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core.page import PageMeta
from portal.core.personal_data import providers
from portal.home.forms import DeleteAccountForm
from portal.home.personal_data import StillNeeded, archive, delete_account, hindrances, warnings


@require_safe
@never_cache
@login_required
def personal_data(request: HttpRequest) -> HttpResponse:
    page = _page(request, _("Your data"), _("What the portal keeps of you, to take along or to delete."))
    return render(request, "home/personal_data.html", {"page": page, "providers": providers()})


@require_POST
@never_cache
@login_required
@reauthentication_required
def download(request: HttpRequest) -> HttpResponse:
    """A ZIP of JSON files; asks for the password again first."""
    name = f"personal-data-{timezone.localdate()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive(request.user), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account of whoever asks, who has shown again who they are and typed the address."""
    form = DeleteAccountForm(request.POST or None, email=request.user.email)
    reasons = hindrances(request.user)
    if form.is_valid():
        try:
            delete_account(user=request.user)
        except StillNeeded as needed:
            reasons = needed.reasons
        else:
            logout(request)
            messages.success(request, _("Your account is deleted. A mail to your address confirms it."))
            return redirect("account_login")
    page = _page(request, _("Delete your account"), _("This cannot be undone."))
    context = {"page": page, "form": form, "reasons": reasons, "warnings": warnings(request.user)}
    context["providers"] = providers()
    return render(request, "home/delete_account.html", context, status=400 if form.errors else 200)


def _page(request: HttpRequest, title: str, lead: str) -> PageMeta:
    return PageMeta(title, lead, request.path, lead=lead, is_indexable=False, section="account")
