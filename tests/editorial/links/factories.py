"""A site of another owner, in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(BaseHTTPRequestHandler):
    """Answers by its path: /404/, /301/target, /slow, /get-only; counts what was asked."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path))
        first, _slash, rest = self.path.lstrip("/").partition("/")
        if first == "slow":
            self.server.released.wait(30)
            return
        if first == "drip":
            self.drip()
            return
        status = int(first) if first.isdecimal() else 200
        if first == "get-only" and self.command == "HEAD":
            status = 404
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", rest if rest.startswith("http") else f"/{rest}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 (as http.server calls it)

    def drip(self) -> None:
        """A head that never ends."""
        try:
            while not self.server.released.wait(0.05):
                self.wfile.write(b"H")
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


@contextmanager
def other_site() -> Iterator[ThreadingHTTPServer]:
    """`asked` are method and path of every question; `url` is where it stands."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        server.asked, server.released = [], threading.Event()
        server.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()
