"""Is the port free? Granian shares a port silently with another granian, so we ask before it starts."""

import errno
import socket
import time
import urllib.error
import urllib.request


class PortTaken(Exception):
    """Something else listens at the port."""


def probe(host: str, port: int) -> None:
    """Raises PortTaken in plain words when nobody but us could not listen at host and port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen()
        except OSError as problem:
            raise PortTaken(_sentence(problem, host, port)) from problem


def _sentence(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EACCES:
        return f"This user may not listen at port {port}. Choose another: PORTAL_PORT=8000 make run"
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by a portal that runs already (http://localhost:{port}). "
            f"Stop that program, or choose another port: PORTAL_PORT={port + 1} make run"
        )
    return f"Cannot listen at {host}, port {port}: {problem.strerror}."


def wait_until_answers(url: str, seconds: float) -> bool:
    """True as soon as `url` answers with success."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 (our own address)
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
