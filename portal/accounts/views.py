"""Sign-in pages by allauth under our own head: each has a title, a description and stays out of search engines."""

from typing import Any

from allauth.account import views as allauth_views
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.core.page import PageMeta

EDITORS_AREA = "wagtailadmin.access_admin"


class AccountPage:
    """Adds the PageMeta that base.html shows to one of allauth's views."""

    page_title: Promise | str = ""
    page_lead: Promise | str = ""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]  # a mix-in beside allauth's view
        title, lead = str(self.page_title), str(self.page_lead)
        page = PageMeta(title, lead or title, self.request.path, lead=lead, is_indexable=False, section="account")
        return {**context, "page": page}


class SignInView(AccountPage, allauth_views.LoginView):
    page_title = _("Sign in")
    page_lead = _("For editors, analysts and administrators of the portal. You need no account to read it.")

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody goes who is signed in already; 403 rather than to and fro with a closed editors' area."""
        url = super().get_authenticated_redirect_url()
        if url.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(EDITORS_AREA):
            raise PermissionDenied
        return url


class SignOutView(AccountPage, allauth_views.LogoutView):
    page_title = _("Sign out")


class SignUpClosedView(AccountPage, TemplateView):
    """Nobody registers here yet; allauth's pages lead to this one all the same."""

    template_name = "account/signup_closed.html"
    page_title = _("Accounts are made by administrators")
    page_lead = _("You need no account to read the portal, its figures and its downloads.")


class PasswordResetView(AccountPage, allauth_views.PasswordResetView):
    page_title = _("Choose a new password")
    page_lead = _("Enter your e-mail address. We send you a link that lets you choose a new password.")


class PasswordResetDoneView(AccountPage, allauth_views.PasswordResetDoneView):
    page_title = _("Look into your mailbox")


class PasswordResetFromKeyView(AccountPage, allauth_views.PasswordResetFromKeyView):
    page_title = _("Choose a new password")


class PasswordResetFromKeyDoneView(AccountPage, allauth_views.PasswordResetFromKeyDoneView):
    page_title = _("Your password is changed")


class PasswordChangeView(AccountPage, allauth_views.PasswordChangeView):
    page_title = _("Change your password")


class PasswordSetView(AccountPage, allauth_views.PasswordSetView):
    page_title = _("Set a password")


class AccountInactiveView(AccountPage, allauth_views.AccountInactiveView):
    page_title = _("This account is switched off")


class ReauthenticateView(AccountPage, allauth_views.ReauthenticateView):
    page_title = _("Confirm that it is you")
