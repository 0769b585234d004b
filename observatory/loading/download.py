"""Download one file: resumes, waits when told to, tries again with growing pauses, and gives up in time."""

import gzip
import random
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import requests
import urllib3

from observatory.loading.files import sha256_of

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
PARTIAL, RANGE_NOT_SATISFIABLE, TOO_MANY = 206, 416, 429
TRY_AGAIN = frozenset({408, 425, TOO_MANY, 500, 502, 503, 504})


class FetchFailed(Exception):
    """The file could not be fetched; the message says what to do."""


class _TryAgain(Exception):
    """This attempt failed, the next one may not. `pause` is what the server asked for, in seconds."""

    def __init__(self, reason: str, pause: float = 0.0):
        self.pause = pause
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Patience:
    """`total` seconds for a file, `silence` seconds without a byte, `attempts` tries, `pause` before the second."""

    total: float = 1800.0
    silence: float = 30.0
    attempts: int = 6
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Fetched:
    url: str
    path: Path
    size: int
    sha256: str
    etag: str
    last_modified: str


@dataclass(slots=True)
class Download:
    """One file on its way. What arrived of it lies in `<name>.part`, to be continued by the next attempt or run."""

    url: str
    target: Path
    patience: Patience
    progress: Callable[[str, int, int], None]
    expects_gzip: bool = False
    _deadline: float = 0.0

    @property
    def part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def tag(self) -> Path:
        """Holds the ETag of the partial file: only the same version of a file is continued."""
        return self.target.with_name(self.target.name + ".etag")

    def run(self) -> Fetched:
        """Fetch the file. Raises FetchFailed when time or attempts run out, or the server refuses."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._deadline = time.monotonic() + self.patience.total
        pause, reason = self.patience.pause, ""
        for attempt in range(self.patience.attempts):
            if attempt:
                self._wait(max(pause, 0.0), reason)
            try:
                return self._attempt()
            except _TryAgain as error:
                reason = str(error)
                pause = error.pause or self.patience.pause * 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311  # spreads retries, no secret
            except OSError as error:
                if not isinstance(error, requests.RequestException):
                    raise FetchFailed(f"{self.target} cannot be written: {error}") from error
                reason, pause = _plainly(error), self.patience.pause * 2**attempt
        raise FetchFailed(
            f"{self.url}: gave up after {self.patience.attempts} attempts ({reason}). Run it again later."
        )

    def _wait(self, seconds: float, reason: str) -> None:
        if time.monotonic() + seconds > self._deadline:
            raise FetchFailed(f"{self.url}: gave up after {self.patience.total:g} s ({reason}). Run it again later.")
        time.sleep(seconds)

    def _attempt(self) -> Fetched:
        start = self.part.stat().st_size if self.part.exists() else 0
        with closing(self._request(start)) as response:
            if response.status_code == RANGE_NOT_SATISFIABLE and start:
                self._forget()
                raise _TryAgain("the partial file does not fit")
            self._refuse(response)
            start = start if response.status_code == PARTIAL else 0
            self._receive(response, start)
            return self._finish(response)

    def _request(self, start: int) -> requests.Response:
        headers = {"Accept-Encoding": "identity", "User-Agent": "eu-cluster-portal"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if self.tag.exists():
                headers["If-Range"] = self.tag.read_text()
        silence = min(self.patience.silence, max(self._deadline - time.monotonic(), 0.1))
        return requests.get(self.url, headers=headers, stream=True, timeout=silence)

    def _refuse(self, response: requests.Response) -> None:
        status = response.status_code
        if status in TRY_AGAIN:
            raise _TryAgain(f"the server answered {status}", _retry_after(response))
        if not response.ok:
            raise FetchFailed(f"{self.url}: the server answered {status}. Check the address in the source profile.")

    def _receive(self, response: requests.Response, start: int) -> None:
        total = start + int(response.headers.get("Content-Length") or 0)
        self.tag.write_text(response.headers.get("ETag", ""))
        done = start
        with self.part.open("ab" if start else "wb") as file:
            for chunk in _chunks(response):
                file.write(chunk)
                done += len(chunk)
                self.progress(self.target.name, done, max(total, done))
                if time.monotonic() > self._deadline:
                    raise FetchFailed(
                        f"{self.url}: too slow, gave up after {self.patience.total:g} s with {done:,} bytes. "
                        "The next run continues."
                    )
        if total > start and done < total:
            raise _TryAgain(f"only {done:,} of {total:,} bytes arrived")

    def _finish(self, response: requests.Response) -> Fetched:
        self._check_gzip()
        self.part.replace(self.target)
        self.tag.unlink(missing_ok=True)
        return Fetched(
            url=self.url,
            path=self.target,
            size=self.target.stat().st_size,
            sha256=sha256_of(self.target),
            etag=response.headers.get("ETag", ""),
            last_modified=response.headers.get("Last-Modified", ""),
        )

    def _check_gzip(self) -> None:
        """A gzip file must unpack to its end: without a length this is the only sign that all of it came."""
        with self.part.open("rb") as file:
            is_gzip = file.read(2) == GZIP_MAGIC
        if not is_gzip and self.expects_gzip:
            self._forget()
            raise FetchFailed(f"{self.url}: the server sent no gzip file. Open the address in a browser to see why.")
        if not is_gzip:
            return
        try:
            with gzip.open(self.part) as stream:
                while stream.read(1 << 20):
                    pass
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self._forget()
            raise _TryAgain("the compressed file ends early") from error

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.tag.unlink(missing_ok=True)


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """The body as it was sent, never unpacked on the way, as soon as any of it is there."""
    try:
        while chunk := response.raw.read1(CHUNK, decode_content=False):
            yield chunk
    except urllib3.exceptions.HTTPError as error:
        raise _TryAgain("the connection broke off or fell silent") from error


def _retry_after(response: requests.Response) -> float:
    """Seconds that the server asks to wait: a number or a date; 0 when it does not say."""
    value = response.headers.get("Retry-After", "")
    if value.isdigit():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0


def _plainly(error: Exception) -> str:
    if isinstance(error, requests.Timeout):
        return "the server was silent for too long"
    if isinstance(error, requests.ConnectionError):
        return "the server cannot be reached or hung up"
    return str(error)


def is_reachable(url: str, seconds: float) -> bool:
    """Whether the server of `url` answers at all within `seconds`, whatever it answers."""
    try:
        requests.get(url, timeout=seconds, stream=True, allow_redirects=False).close()
    except requests.RequestException:
        return False
    return True
