"""allauth, closed for public registration."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        """Our own name instead of the host, which readers of mail need not know."""
        return f"{settings.PORTAL_NAME}: {subject}"
