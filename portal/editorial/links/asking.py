"""Asks another site whether an address answers, without being led anywhere that is not public.

An editor's link may name any host, and a host may name any address: only http and https to public addresses are asked,
the address that was looked at is the one that is connected to, each redirect is looked at anew, nothing is read but the
head of the answer, and all of it ends within a fixed time.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from portal.editorial.models.link import LONGEST_URL, Link

State = Link.State
CONNECT_SECONDS = 5.0
ALL_SECONDS = 15.0
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
FOR_NOW = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
# Sites that want a person, or ask programs to come later: that says nothing about the link.
CLOSED = (401, 402, 403, 405, 406, 407, 412, 418, 421, 423, 425, 429, 451, 503, 999)


@dataclass(frozen=True, slots=True)
class Result:
    """`target` is where an address leads that has moved for good."""

    state: str
    status: int | None = None
    target: str = ""
    problem: str = ""


class Refused(Exception):
    """The address is none that the portal asks."""


@dataclass(frozen=True, slots=True)
class Head:
    status: int
    location: str


def check_external(url: str) -> Result:
    """Follow `url` to its end."""
    try:
        return _follow(url)
    except Refused as problem:
        return Result(State.REFUSED, problem=str(problem))
    except TimeoutError:
        return Result(State.TIMEOUT, problem="No answer in time.")
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return Result(State.BROKEN, problem=_words_of(problem))


def _words_of(problem: Exception) -> str:
    if isinstance(problem, socket.gaierror):
        return "No such host."
    if isinstance(problem, ConnectionRefusedError):
        return "The host takes no connection."
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"Certificate: {problem.verify_message}"
    return str(problem)[:300] or type(problem).__name__


def _follow(url: str) -> Result:
    current, moved = url, False
    for _hop in range(MOST_REDIRECTS + 1):
        head = _ask(current)
        if head.status not in (*FOR_GOOD, *FOR_NOW) or not head.location:
            return judged(head.status, current if moved else "")
        moved = moved or head.status in FOR_GOOD
        current = urljoin(current, head.location)[:LONGEST_URL]
    return Result(State.BROKEN, problem="It leads on and on.")


def judged(status: int, target: str) -> Result:
    """What the last status means; `target` is where an address leads that has moved for good."""
    if status in CLOSED:
        return Result(State.CLOSED, status)
    if status >= HTTPStatus.BAD_REQUEST:
        return Result(State.BROKEN, status)
    return Result(State.REDIRECTED if target else State.WORKS, status, target)


def _ask(url: str) -> Head:
    """HEAD; some sites answer only GET, whose body is not read."""
    parts = urlsplit(url)
    head = _request("HEAD", parts)
    return head if head.status < HTTPStatus.BAD_REQUEST else _request("GET", parts)


def _request(method: str, parts: SplitResult) -> Head:
    connection = _connection(parts)
    is_over = threading.Event()
    deadline = threading.Timer(ALL_SECONDS, _hang_up, [connection, is_over])
    deadline.daemon = True
    deadline.start()
    try:
        connection.connect()
        if is_over.is_set():
            raise TimeoutError
        connection.request(method, _path(parts), headers=_headers(parts))
        answer = connection.getresponse()
        return Head(answer.status, answer.headers.get("Location", ""))
    except (OSError, http.client.HTTPException) as problem:
        if is_over.is_set():
            raise TimeoutError from problem
        raise
    finally:
        deadline.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection, is_over: threading.Event) -> None:
    """A site that drips its answer byte by byte keeps nobody for longer."""
    is_over.set()
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _headers(parts: SplitResult) -> dict[str, str]:
    about = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return {
        "Host": parts.netloc.rpartition("@")[2],
        "User-Agent": f"Mozilla/5.0 (compatible; {settings.PORTAL_NAME.replace(' ', '')}LinkCheck/1.0; +{about})",
        "Accept": "*/*",
        "Connection": "close",
    }


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else path


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused("Only addresses with http:// or https:// are checked.")
    if parts.username or parts.password:
        raise Refused("The address holds a name or a password.")
    host = parts.hostname.encode("idna").decode()
    port = parts.port or PORTS[parts.scheme]
    address = public_address(host, port)
    if parts.scheme == "https":
        return _PinnedHttps(host, port, address)
    return _PinnedHttp(host, port, address)


def public_address(host: str, port: int) -> str:
    """The address to connect to. Raises Refused where any that the host names is not public, OSError for none."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not all(_is_allowed(one) for one in found):
        raise Refused("The host has an address that is not public.")
    return sorted(found, key=lambda one: ":" in one)[0]  # IPv4 first: not every server has a way to the other


def _is_allowed(address: str) -> bool:
    if address in settings.PORTAL_LINK_CHECK_HOSTS:
        return True
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return found.is_global and inner.is_global and not found.is_multicast


class _PinnedHttp(http.client.HTTPConnection):
    """Connects to the address that was looked at, whatever the host's name means a moment later."""

    def __init__(self, host: str, port: int, address: str):
        super().__init__(host, port, timeout=CONNECT_SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock: Any = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedHttps(_PinnedHttp):
    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
