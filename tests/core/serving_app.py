"""A small WSGI application behind the front, served by granian in test_serving.py."""

import os
import time
from pathlib import Path

from django.core.files.base import File

from portal.core.ranges import PartOfFile, Span
from portal.core.serving.front import Front

BIG = 20_000_000
EDGE = 1000  # bytes at both ends that are other ones


def wsgi(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/big-file"):
        start_response("200 OK", [("content-type", "text/csv"), ("content-length", str(BIG))])
        return environ["wsgi.file_wrapper"](open(os.environ["BIG_FILE"], "rb"))
    if path.startswith("/part"):
        big = Path(os.environ["BIG_FILE"]).open("rb")  # noqa: SIM115 (the server closes it)
        file = PartOfFile(File(big), Span(EDGE, BIG - EDGE))
        start_response("206 Partial Content", [("content-type", "video/mp4"), ("content-length", str(BIG - 2 * EDGE))])
        return environ["wsgi.file_wrapper"](file)
    if path.startswith("/big-stream"):
        start_response("200 OK", [("content-type", "text/csv")])
        return (b"x" * 100_000 for _ in range(BIG // 100_000))
    if path.startswith("/thinking"):
        time.sleep(2)
    start_response("200 OK", [("content-type", "text/plain; charset=utf-8")])
    if path.startswith("/echo"):
        said = {name: value for name, value in environ.items() if name.isupper()}
        return [repr(said).encode(), b"\n", environ["wsgi.input"].read()]
    return [b"ok\n"]


application = Front(wsgi)
