"""Stands between granian and Django so that a slow reader or a long answer never holds a thread that serves pages.

Granian speaks RSGI to this class; Django is called as the plain WSGI application that it is, in one of three pools of
each worker: one thread for pages (more do not help under the interpreter's lock), one for static files, two for
answers that may take seconds to make. A thread is held only while an answer is made. Sending is granian's work, at the
reader's pace: short answers as bytes, files by their path, and what Django streams from a temporary file, since
granian's own streams take everything into memory when the reader is slow.
"""

import asyncio
import functools
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]

LONG = re.compile(r"\.(csv|xlsx|json|png|svg|pdf|docx|zip|geojson)$|^/(media|documents)/")
STATIC = re.compile(r"^/static/")
LONG_THREADS = 2
IN_MEMORY_BYTES = 1 << 20
CHUNK_BYTES = 1 << 16
# Granian opens the file at once and keeps it open until it is sent; its name is needed only that long.
SPOOL_SECONDS = 60
# A video with the rest of its form: the largest that any form takes (PORTAL_UPLOAD_LIMITS).
LARGEST_UPLOAD_BYTES = 160 << 20
TOO_LARGE = (
    f"This upload is larger than {LARGEST_UPLOAD_BYTES >> 20} MB, the most that the portal takes. "
    "Go back, make the file smaller and send it again.\n"
)


class TooLarge(Exception):
    """The body of a request is larger than any form of the portal."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Headers
    body: bytes | Path
    is_temporary: bool = False
    span: tuple[int, int] | None = None


class FileBody:
    """What `wsgi.file_wrapper` asks for: remembers the file instead of reading it."""

    def __init__(self, file: Any, block_size: int = CHUNK_BYTES):
        self.file = file
        self.block_size = block_size

    def path(self) -> Path | None:
        """The file's own path when it lies on disk and nothing of it was read; a temporary file has none."""
        inner = self.file
        while not isinstance(inner, io.BufferedReader | io.FileIO) and hasattr(inner, "file"):
            inner = inner.file
        if not isinstance(inner, io.BufferedReader | io.FileIO) or not isinstance(inner.name, str):
            return None
        begin = self.span()[0] if self.span() else 0
        return Path(inner.name) if inner.tell() == begin else None

    def span(self) -> tuple[int, int] | None:
        """First byte and the one after the last, where a part of the file is sent."""
        span = getattr(self.file, "span", None)
        return (span.start, span.end) if span else None

    def __iter__(self) -> Iterable[bytes]:
        return iter(lambda: self.file.read(self.block_size), b"")

    def close(self) -> None:
        self.file.close()


class Front:
    """The RSGI application around a WSGI one."""

    def __init__(self, application: Application):
        self.application = application
        self.pages = ThreadPoolExecutor(1, "pages")
        self.files = ThreadPoolExecutor(1, "files")
        self.long = ThreadPoolExecutor(LONG_THREADS, "long")
        self.spools = tempfile.TemporaryDirectory(prefix="portal-answers-")

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        for pool in (self.pages, self.files, self.long):
            pool.shutdown(wait=False, cancel_futures=True)
        self.spools.cleanup()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        try:
            body, size = await _receive(protocol, scope.headers.get("content-length") or "")
        except TooLarge:
            protocol.response_str(413, [("content-type", "text/plain; charset=utf-8")], TOO_LARGE)
            return
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._pool(scope.path), self._answer, _environ(scope, body, size))
        _send(protocol, answer)
        if answer.is_temporary and isinstance(answer.body, Path):
            loop.call_later(SPOOL_SECONDS, functools.partial(answer.body.unlink, missing_ok=True))

    def _pool(self, path: str) -> ThreadPoolExecutor:
        if STATIC.search(path):
            return self.files
        return self.long if LONG.search(path) else self.pages

    def _answer(self, environ: dict[str, Any]) -> Answer:
        head: list[Any] = []
        body = self.application(environ, lambda status, headers, exc_info=None: head.extend((status, headers)))
        try:
            return self._read(int(head[0].split(" ", 1)[0]), head[1], body)
        finally:
            # Closing ends Django's request; it must happen in the thread that holds the request's connections.
            getattr(body, "close", lambda: None)()

    def _read(self, status: int, headers: Headers, body: Any) -> Answer:
        if isinstance(body, FileBody) and (path := body.path()):
            return Answer(status, headers, path, span=body.span())
        if not getattr(body, "streaming", True):
            return Answer(status, headers, b"".join(body))
        with tempfile.NamedTemporaryFile(dir=self.spools.name, delete=False) as spool:
            spool.writelines(body)
        return Answer(status, headers, Path(spool.name), is_temporary=True)


async def _receive(protocol: Any, announced: str) -> tuple[IO[bytes], int]:
    """The whole body, before any thread is taken: an upload may come at any pace.

    What is announced as too large is not read at all.
    """
    if announced.isdecimal() and int(announced) > LARGEST_UPLOAD_BYTES:
        raise TooLarge
    body: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (the request closes it)
    size = 0
    async for part in protocol:
        size += len(part)
        if size > LARGEST_UPLOAD_BYTES:
            raise TooLarge
        body.write(part)
    body.seek(0)
    return body, size


def _send(protocol: Any, answer: Answer) -> None:
    if isinstance(answer.body, Path) and answer.span:
        protocol.response_file_range(answer.status, answer.headers, str(answer.body), *answer.span)
    elif isinstance(answer.body, Path):
        protocol.response_file(answer.status, answer.headers, str(answer.body))
    elif answer.body:
        protocol.response_bytes(answer.status, answer.headers, answer.body)
    else:
        protocol.response_empty(answer.status, answer.headers)


def _environ(scope: Any, body: IO[bytes], size: int) -> dict[str, Any]:
    """WSGI's view of the request (PEP 3333): text that carries bytes as Latin-1."""
    host, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBody,
    }
    return environ | _header_variables(scope) | {"CONTENT_LENGTH": str(size)}


def _header_variables(scope: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope.headers.items():
        if "_" in name or name == "content-length":
            continue  # the first would be taken for the header with a dash, which a proxy may have vouched for
        key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
        joint = "; " if name == "cookie" else ","
        found[key] = f"{found[key]}{joint}{value}" if key in found else value
    if scope.authority and "HTTP_HOST" not in found:
        found["HTTP_HOST"] = scope.authority
    return found
