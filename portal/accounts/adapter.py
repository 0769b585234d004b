"""django-allauth in the words of the portal: its mails, its devices, its addresses."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from portal.accounts.devices import know_device
from portal.accounts.mails import queue_mail, with_html
from portal.accounts.models import User
from portal.accounts.presenters import device_name
from portal.core.formatting import minute


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.PORTAL_REGISTRATION)

    def new_user(self, request: HttpRequest) -> User:
        """Written to in the language in which they register, whether by our own form or by another site."""
        user: User = super().new_user(request)
        user.language = get_language() or settings.LANGUAGE_CODE
        return user

    def format_email_subject(self, subject: str) -> str:
        """Our own name instead of the host, which readers of mail need not know."""
        return f"{settings.PORTAL_NAME}: {subject}"

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Texts are written once, without mark-up; the other half of the mail is made of them."""
        words = {"portal_name": settings.PORTAL_NAME, **_circumstances(context)}
        message: EmailMultiAlternatives = super().render_mail(template_prefix, email, context | words, headers)
        title = message.subject.removeprefix(self.format_email_subject(""))
        return with_html(message, title)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the queue: how long a mail server takes tells nobody whether an address has an account."""
        queue_mail(message=self.render_mail(template_prefix, email, {"email": email, **context}))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        """Leads on to where the reader was going, in whichever browser the mail is read."""
        url: str = super().get_email_confirmation_url(request, emailconfirmation)
        onwards = get_next_redirect_url(request)
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: onwards})}" if onwards else url

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to show again who one is, in the words of the pages that they lead to."""
        words = {
            "reauthenticate": gettext("With the password"),
            "mfa_reauthenticate": gettext("With the authenticator app or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if know_device(request=request, response=response, user=user):
            self.send_notification_mail("account/email/new_device", user)
        return response


def _circumstances(context: dict[str, Any]) -> dict[str, str]:
    """When and with what something happened, as people read it, and where to see to it."""
    if "timestamp" not in context:
        return {}
    devices = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("usersessions_list")
    return {
        "moment": minute(context["timestamp"]),
        "device": device_name(context["user_agent"]),
        "devices_url": devices,
    }
