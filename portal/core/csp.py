"""Content-Security-Policy of the editors' area.

Public pages keep the strict policy of the settings. Wagtail's admin starts its date pickers and panels with
inline scripts and styles, so `/admin/` has a wider one; neither admits a foreign host.
"""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
    "frame-src": [SELF],
}


class AdminPolicyMiddleware:
    """Stands below `csp.middleware.CSPMiddleware`, which writes the header from what this one notes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = ADMIN_DIRECTIVES  # type: ignore[attr-defined] (django-csp's own hook)
        return response
