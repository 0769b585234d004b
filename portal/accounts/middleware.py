"""Nobody who must have a second factor works without one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.second_factor import has_second_factor, must_have_second_factor

SAFE = ("GET", "HEAD", "OPTIONS")
KNOWN = "portal_second_factor"  # in the session, so that pages ask once
# Where a second factor is set up, and what may be done without one. Names of allauth's addresses.
OPEN = ("mfa_", "account_", "usersessions_", "socialaccount_", "openid_connect_")
PRIVATE = ("/admin/", "/account/")


class SecondFactorMiddleware:
    """Leads to its set-up. Reading public pages costs nothing; working asks until the session knows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not _is_work(request) or not must_have_second_factor(request.user):
            return None
        if request.session.get(KNOWN) or has_second_factor(request.user):
            request.session[KNOWN] = True
            return None
        messages.warning(request, _("Set up a second factor first: your account may change what everybody reads."))
        return redirect("mfa_index")


def _is_work(request: HttpRequest) -> bool:
    """Anything in private areas, and anything sent, but not what belongs to signing in and out."""
    match = request.resolver_match
    if match is None or (not match.namespace and (match.url_name or "").startswith(OPEN)):
        return False
    return request.method not in SAFE or any(area in request.path_info for area in PRIVATE)
