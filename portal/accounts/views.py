"""Sign-in pages by allauth under our own head: each has a title, a description and stays out of search engines."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as allauth_views
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from portal.accounts.actions import choose_language, end_session
from portal.accounts.forms import LanguageForm
from portal.accounts.mails import mail_language
from portal.accounts.presenters import present_sessions
from portal.core.languages import native_name
from portal.core.page import PageMeta

EDITORS_AREA = "wagtailadmin.access_admin"
Words = Promise | str


class AccountPage:
    """Adds the PageMeta that base.html shows to one of allauth's views."""

    page_title: Words = ""
    page_lead: Words = ""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]  # a mix-in beside allauth's view
        title, lead = str(self.title_for(context)), str(self.page_lead)
        page = PageMeta(title, lead or title, self.request.path, lead=lead, is_indexable=False, section="account")
        return {**context, "page": page}

    def title_for(self, context: dict[str, Any]) -> Words:
        return self.page_title


def dressed(view: type[View], title: Words, lead: Words = "", template: str = "") -> Callable[..., HttpResponseBase]:
    """One of allauth's views as a page of the portal; with another template where its own has no place here."""
    attributes: dict[str, Any] = {"page_title": title, "page_lead": lead}
    if template:
        attributes["template_name"] = template
    return type(f"Dressed{view.__name__}", (AccountPage, view), attributes).as_view()


class SignInView(AccountPage, allauth_views.LoginView):
    page_title = _("Sign in")
    page_lead = _("You need no account to read the portal, its figures and its downloads.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        is_open = settings.PORTAL_REGISTRATION
        return {**super().get_context_data(**kwargs), "elsewhere": apps, "registration_is_open": is_open}

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody goes who is signed in already; 403 rather than to and fro with a closed editors' area."""
        url = super().get_authenticated_redirect_url()
        if url.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(EDITORS_AREA):
            raise PermissionDenied
        return url


class SignUpView(AccountPage, allauth_views.SignupView):
    page_title = _("Create an account")
    page_lead = _("For people who keep a cluster organisation on the portal, and for readers who want to save views.")

    def closed(self) -> HttpResponse:
        """Where the operator of the portal does not let everybody register."""
        self.page_title, self.page_lead = _("Accounts are made by administrators"), SignInView.page_lead
        context = AccountPage.get_context_data(self, form=None)
        return self.response_class(request=self.request, template=self.template_name_signup_closed, context=context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "privacy_url": "/privacy/accounts/"}


class ConfirmAddressView(AccountPage, allauth_views.ConfirmEmailView):
    """The button is there because programs that look through mail follow links."""

    def title_for(self, context: dict[str, Any]) -> Words:
        return _("Confirm your address") if context["can_confirm"] else _("This link does not work any more")


class SessionsView(AccountPage, ListUserSessionsView):
    """Where somebody is signed in. Sent with a session it ends that one, without it all but this one."""

    page_title = _("Where you are signed in")
    page_lead = _("Sign out where you do not know the device, then change your password.")
    template_name = "account/sessions.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("session", "")
        if not wanted:
            return super().post(request, *args, **kwargs)
        if wanted.isdecimal() and end_session(user=request.user, pk=int(wanted)):
            messages.success(request, gettext("Signed out there."))
        else:
            messages.info(request, gettext("That device was signed out already."))
        return redirect("usersessions_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "rows": present_sessions(context["sessions"])}


@method_decorator(never_cache, name="dispatch")
class LanguageView(LoginRequiredMixin, AccountPage, FormView):
    """In which language the portal writes to somebody; pages keep that of their address."""

    page_title = _("Language of mails")
    page_lead = _("The portal writes to you in this language. Pages stay in the language in which you open them.")
    template_name = "account/language.html"
    form_class = LanguageForm
    success_url = reverse_lazy("account_language")

    def get_initial(self) -> dict[str, Any]:
        return {"language": mail_language(self.request.user)}

    def form_valid(self, form: LanguageForm) -> HttpResponse:
        language = form.cleaned_data["language"]
        choose_language(user=self.request.user, language=language)
        words = gettext("Saved. The portal now writes to you in this language: %(language)s.")
        messages.success(self.request, words % {"language": native_name(language)})
        return super().form_valid(form)
