"""Domain errors become pages: the views raise them, nobody catches them on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.core.error_pages import answer_for


class ErrorPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_for(request, exception)
