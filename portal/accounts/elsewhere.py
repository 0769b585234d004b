"""Signing in with an account elsewhere: an OpenID Connect provider, such as EU Login."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGE = "portal_language_elsewhere"  # in the session


class SignInElsewhereAdapter(DefaultSocialAccountAdapter):
    """Whom the provider knows by a confirmed address is found under that address, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return bool(settings.PORTAL_REGISTRATION)


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider, which knows no language of ours: the session keeps it."""
    answer: HttpResponse = views.login(request, provider_id)
    if request.method == "POST":
        request.session[LANGUAGE] = translation.get_language()
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider, in the language of the page on which somebody left."""
    request.LANGUAGE_CODE = request.session.pop(LANGUAGE, settings.LANGUAGE_CODE)
    translation.activate(request.LANGUAGE_CODE)
    answer: HttpResponse = views.callback(request, provider_id)
    return answer
