"""Signing in with an account elsewhere: an OpenID Connect provider, such as EU Login."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest


class SignInElsewhereAdapter(DefaultSocialAccountAdapter):
    """Whom the provider knows by a confirmed address is found under that address, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return bool(settings.PORTAL_REGISTRATION)
