"""Asks addresses as each viewer does, and takes back what an answer changed."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from portal.accounts.models import User
from tests.access.matrix import SIGN_IN, Answer

REDIRECTS = range(301, 309)
ENTRANCES = ("/account/login/", "/admin/login/")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered: "sign in" or a status, and the whole text, files unpacked."""

    answer: Answer
    text: str


class Viewer:
    """One person's browser. Each request starts with the same session, whatever the one before did with it."""

    def __init__(self, user: User | None) -> None:
        client = Client()
        if user:
            client.force_login(user)
        self._cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def see(self, path: str) -> HttpResponse:
        """The whole answer, for those who look at the page itself."""
        return self._client().get(path)

    def ask(self, method: str, path: str, data: Mapping[str, str] | None = None) -> Given:
        """The answer, read to its end; what it wrote into the database is rolled back."""
        with _taken_back():
            response = self._client().generic(method, path, urlencode(data or {}), FORM if data else "")
            content = b"".join(response)  # read to the end, a streamed file is closed
        place = response.headers.get("Location", "")  # an address can tell a name
        return Given(_answer(response), "\n".join([place, *_texts(content)]))

    def _client(self) -> Client:
        client = Client()
        for name, value in self._cookies.items():
            client.cookies[name] = value
        return client


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _answer(response: HttpResponseBase) -> Answer:
    if response.status_code in REDIRECTS and urlsplit(response.headers["Location"]).path in ENTRANCES:
        return SIGN_IN
    return response.status_code


def _texts(content: bytes) -> Iterable[str]:
    """The text, or those of the files inside: workbooks and documents are archives."""
    if not content.startswith(b"PK"):
        return [content.decode(errors="replace")]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode(errors="replace") for name in archive.namelist()]
