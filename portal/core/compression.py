"""Pages travel compressed; files go as they lie on disk."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PageCompression(GZipMiddleware):
    """Django's own compression (with its guard against BREACH) for what is made in memory.

    A streamed answer is a file that the server sends by its path, at the reader's pace: it stays a file.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
