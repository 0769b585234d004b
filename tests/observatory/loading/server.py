"""A local server that answers as Eurostat does on good and on bad days."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Day:
    """`answers` are used up one a request: a status, `cut`, `slow`, `silent` or `ok`; then every answer is `ok`."""

    body: bytes
    answers: list[str] = field(default_factory=list)
    retry_after: str = "0"
    has_length: bool = True
    etag: str = '"1"'
    ranges: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    day: Day

    def do_GET(self) -> None:
        self.day.paths.append(self.path)
        self.day.ranges.append(self.headers.get("Range", ""))
        answer = self.day.answers.pop(0) if self.day.answers else "ok"
        if answer.isdigit():
            self.send_response(int(answer))
            self.send_header("Retry-After", self.day.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._send(answer)

    def _send(self, answer: str) -> None:
        body, start = self.day.body, 0
        wanted = self.headers.get("Range", "")
        if wanted and self.headers.get("If-Range", self.day.etag) == self.day.etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        else:
            self.send_response(200)
        self.send_header("ETag", self.day.etag)
        if self.day.has_length:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self._write(body[start:], answer)

    def _write(self, body: bytes, answer: str) -> None:
        try:
            if answer == "silent":
                self.wfile.write(body[:10])
                self.wfile.flush()
                time.sleep(1.5)
            elif answer == "slow":
                for place in range(0, len(body), 64):
                    self.wfile.write(body[place : place + 64])
                    self.wfile.flush()
                    time.sleep(0.05)
            else:
                self.wfile.write(body[: len(body) // 2] if answer == "cut" else body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Tests print nothing."""


@contextmanager
def serve(day: Day) -> Iterator[str]:
    """Address of a running server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("DayHandler", (Handler,), {"day": day}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
