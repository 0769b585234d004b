"""Checks links inside the portal: chosen pages and documents in the tables, addresses by asking the portal itself."""

from collections.abc import Iterable
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal.editorial.links.asking import FOR_GOOD, Result, judged
from portal.editorial.models.link import Link

State = Link.State


def is_chosen(url: str) -> bool:
    """Whether the link is a page or a document that an editor chose."""
    return url.startswith(("page:", "document:"))


def check_chosen(links: Iterable[Link]) -> dict[int, Result]:
    """Pages that are not published and documents that are gone. 2 queries, whatever the number of links."""
    wanted = {link.pk: link.url.partition(":") for link in links}
    pages = _there(Page.objects.live(), (int(pk) for kind, _colon, pk in wanted.values() if kind == "page"))
    files = _there(get_document_model().objects, (int(pk) for kind, _c, pk in wanted.values() if kind == "document"))
    known = {"page": pages, "document": files}
    return {link: _chosen(kind, int(pk) in known[kind]) for link, (kind, _colon, pk) in wanted.items()}


def _there(rows: "object", pks: Iterable[int]) -> frozenset[int]:
    return frozenset(rows.filter(pk__in=list(pks)).values_list("pk", flat=True))  # type: ignore[attr-defined]  # a manager or a QuerySet


def _chosen(kind: str, is_there: bool) -> Result:
    if is_there:
        return Result(State.WORKS)
    return Result(State.BROKEN, problem="The page is not published." if kind == "page" else "The document is gone.")


class Portal:
    """Answers requests of an anonymous reader in this process, so that no network and no port is needed."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def check(self, url: str) -> Result:
        """What a reader meets at an address of the portal."""
        language = translation.get_language()
        # The end of this request is not the end of the work: the database is still needed.
        request_finished.disconnect(close_old_connections)
        try:
            response = self.handler.get_response(_request(url))
            response.close()
        finally:
            request_finished.connect(close_old_connections)
            translation.activate(language or settings.LANGUAGE_CODE)
        target = response.headers.get("Location", "") if response.status_code in FOR_GOOD else ""
        return judged(response.status_code, target)


def _request(url: str) -> WSGIRequest:
    own, parts = urlsplit(settings.WAGTAILADMIN_BASE_URL), urlsplit(url)
    path = parts.path if parts.path.startswith("/") else f"/{parts.path}"
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": own.hostname or "localhost",
            "SERVER_PORT": str(own.port or (443 if own.scheme == "https" else 80)),
            "HTTP_HOST": own.netloc,
            "HTTP_X_FORWARDED_PROTO": own.scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": own.scheme,
            "wsgi.input": BytesIO(),
        }
    )
