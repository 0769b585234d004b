"""Domain errors become pages: the views raise them, nobody catches them on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from portal.core.error_pages import answer_for, bad_request

NUL = ("\0", "%00")


class AddressLanguageMiddleware(LocaleMiddleware):
    """The language stands in the address and nowhere else, so no answer differs by what a browser prefers.

    Django's own answer says it did (`Vary: Accept-Language`), and shared caches would keep a copy for each browser.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ErrorPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The database refuses a NUL byte in any text, and no address of the portal has one.
        if NUL[0] in request.path or NUL[1] in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_for(request, exception)
