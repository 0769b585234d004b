"""Sees every answer and counts those that people asked for. Addresses, agents and referrers are looked at, not kept."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.editorial.models.visits import DailyCount
from portal.editorial.visits.bots import is_person
from portal.editorial.visits.counting import counting
from portal.editorial.visits.parts import DOWNLOAD, FEED, is_counted, language_of_path, part_of

Kind = DailyCount.Kind
ANSWERED, PARTLY = 200, 206


class CountingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code in (ANSWERED, PARTLY) and is_counted(request.path_info):
            counting.add(_facts(request, response))
        return response


def _facts(request: HttpRequest, response: HttpResponseBase) -> Iterator[tuple[str, str]]:
    path, part = request.path_info, part_of(request.path_info)
    if FEED.search(path):
        yield Kind.FEED, part  # read by programs on behalf of people
    elif not is_person(request.headers.get("User-Agent", "")) or _is_ahead(request):
        return
    elif DOWNLOAD.search(path):
        if _is_beginning(request):
            yield Kind.DOWNLOAD, part
    elif response.headers.get("Content-Type", "").startswith("text/html") and "HX-Request" not in request.headers:
        yield Kind.VIEW, part
        yield Kind.LANGUAGE, language_of_path(path)
        if _comes_from_elsewhere(request):
            yield Kind.VISIT, part


def _is_ahead(request: HttpRequest) -> bool:
    """Browsers fetch pages that nobody has opened yet."""
    return "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))


def _is_beginning(request: HttpRequest) -> bool:
    """A file that is read in parts counts once."""
    return request.headers.get("Range", "bytes=0-").startswith("bytes=0-")


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """A visit begins where no page of the portal led: no cookie is needed to know that."""
    try:
        host = urlsplit(request.headers.get("Referer", "")).netloc
    except ValueError:  # any program may send any words
        return True
    return not host or host != request.META.get("HTTP_HOST")
