"""Domain errors become pages: the views raise them, nobody catches them on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.core.error_pages import answer_for, bad_request

NUL = ("\0", "%00")


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
