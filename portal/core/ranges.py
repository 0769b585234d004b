"""Parts of files (RFC 9110, section 14): players of videos ask for the seconds that a reader jumps to."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

ONE_RANGE = re.compile(r"bytes=[ \t]*(\d*)-(\d*)[ \t]*", re.ASCII)
PARTIAL, NOT_SATISFIABLE = 206, 416


class OutOfRange(ValueError):
    """The asked part lies behind the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes from `start` up to, without, `end`."""

    start: int
    end: int


class PartOfFile:
    """A file that is read from `span.start` to `span.end` only; the server sends it by its path."""

    def __init__(self, file: File, span: Span):
        self.file, self.span = file, span
        self.left = span.end - span.start
        file.seek(span.start)

    def read(self, size: int = -1) -> bytes:
        content: bytes = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(content)
        return content

    def close(self) -> None:
        self.file.close()


def span_of(header: str, size: int) -> Span | None:
    """What a Range header asks of a file of `size` bytes; None for what may be ignored: other units, several parts.

    Raises OutOfRange where nothing of the file is asked for.
    """
    found = ONE_RANGE.fullmatch(header)
    if found is None or found.group(0).strip().endswith("=-"):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise OutOfRange
    return Span(start, end)


def answer_part(request: HttpRequest, file: File, *, content_type: str, etag: str) -> HttpResponseBase:
    """The whole file, the part that is asked for, or why not; `file` is open and is closed with the answer.

    `etag` is quoted and strong. A part of another version of the file is never sent (If-Range).
    """
    size = file.size
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = _answer(request, file, _asked(request, etag, size), content_type)
        except OutOfRange:
            response = HttpResponse(status=NOT_SATISFIABLE, content_type="text/plain")
            response["Content-Range"] = f"bytes */{size}"
    if not isinstance(response, FileResponse):
        file.close()
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    return response


def _asked(request: HttpRequest, etag: str, size: int) -> Span | None:
    """Only GET has parts, and only of the version that the reader has begun with."""
    header = request.headers.get("Range", "")
    if request.method != "GET" or not header or request.headers.get("If-Range", etag) != etag:
        return None
    return span_of(header, size)


def _answer(request: HttpRequest, file: File, span: Span | None, content_type: str) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers={"Content-Length": str(file.size)})
    if span is None:
        return FileResponse(file, content_type=content_type)
    content: Any = PartOfFile(file, span)
    response = FileResponse(content, content_type=content_type, status=PARTIAL)
    response["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{file.size}"
    response["Content-Length"] = str(span.end - span.start)
    return response
