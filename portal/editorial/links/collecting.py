"""Which links stand where: live pages and snippets, in their rich texts, stream fields and address fields."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, get_page_models
from wagtail.rich_text import RichText
from wagtail.snippets.models import get_snippet_models

from portal.editorial.models.link import LONGEST_URL, Link

Kind = Link.Kind
NOT_LINKS = re.compile(r"^(mailto:|tel:|#|data:)", re.IGNORECASE)
CHOSEN = ("page", "document")


@dataclass(frozen=True, slots=True)
class Place:
    """An object that holds links."""

    content_type_model: type[Model]
    object_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is an address, or `page:7` and `document:3` for what was chosen in an editor's form."""

    url: str
    kind: str


def collect() -> Iterator[tuple[Place, frozenset[Address]]]:
    """Every live page and snippet with its links. 1 query a model and 200 objects, 2 for what was chosen."""
    chosen = _chosen()
    for model in (*get_page_models(), *get_snippet_models()):
        if model is Page:  # each page comes in its own type
            continue
        fields = [field for field in model._meta.get_fields() if is_read(field)]
        base = ContentType.objects.get_for_model(Page if issubclass(model, Page) else model).pk
        for one in _live(model).iterator(chunk_size=200):
            addresses = {*_addresses(one, fields), *chosen.get((base, str(one.pk)), ())}
            if addresses:
                yield Place(model, str(one.pk), str(one)[:255]), frozenset(addresses)


def _chosen() -> dict[tuple[int, str], list[Address]]:
    """Pages and documents that objects refer to in any way, as Wagtail's own index knows. 2 queries."""
    types = ContentType.objects.get_for_models(Page, get_document_model())
    kinds = {content_type.pk: "page" if model is Page else "document" for model, content_type in types.items()}
    rows = ReferenceIndex.objects.filter(to_content_type__in=kinds)
    found: dict[tuple[int, str], list[Address]] = {}
    for base, pk, kind, to in rows.values_list("base_content_type", "object_id", "to_content_type", "to_object_id"):
        found.setdefault((base, pk), []).append(Address(f"{kinds[kind]}:{to}", Kind.INTERNAL))
    return found


def is_read(field: Any) -> bool:
    return isinstance(field, RichTextField | StreamField | models.URLField)


def _live(model: type[Model]) -> models.QuerySet:
    rows = model._default_manager.all()
    if issubclass(model, Page):
        # Copies into other languages that only repeat have no words of their own.
        return rows.filter(live=True, alias_of=None)
    return rows.filter(live=True) if any(field.name == "live" for field in model._meta.fields) else rows


def _addresses(one: Model, fields: Iterable[Any]) -> Iterator[Address]:
    for field in fields:
        value = getattr(one, field.name)
        for text in _texts(value) if isinstance(field, StreamField) else [value]:
            if isinstance(text, RichText):
                yield from in_html(text.source)
            elif isinstance(field, RichTextField):
                yield from in_html(text or "")
            elif text:
                yield from filter(None, [address_of(str(text))])


def _texts(value: Any) -> Iterator[Any]:
    """Rich texts and whole addresses anywhere in a stream, a list or a structure."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, str):
        if re.match(r"https?://", value):
            yield value
    elif isinstance(value, Model):
        if isinstance(value, Page):
            yield f"page:{value.pk}"
        elif isinstance(value, get_document_model()):
            yield f"document:{value.pk}"
    elif hasattr(value, "values") and callable(value.values):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(getattr(part, "value", part))


def in_html(html: str) -> Iterator[Address]:
    """Links of a rich text as it is stored: chosen pages and documents by their number."""
    if "<a" not in html:
        return
    for anchor in BeautifulSoup(html, "html.parser").find_all("a"):
        kind, pk = anchor.get("linktype"), anchor.get("id")
        if kind in CHOSEN and pk:
            yield Address(f"{kind}:{pk}", Kind.INTERNAL)
        elif anchor.get("href"):
            yield from filter(None, [address_of(str(anchor["href"]))])


def address_of(url: str) -> Address | None:
    """None for what is no link to a place: mail, telephone, a part of the same page."""
    url = url.strip()
    if not url or NOT_LINKS.match(url) or len(url.encode()) > LONGEST_URL:
        return None
    if re.match(r"(page|document):\d+$", url):
        return Address(url, Kind.INTERNAL)
    return Address(url, Kind.INTERNAL if is_ours(url) else Kind.EXTERNAL)


def is_ours(url: str) -> bool:
    """A path, or an address with the portal's own host."""
    parts = urlsplit(url)
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return (not parts.scheme and not parts.netloc) or parts.netloc.lower() == own.netloc.lower()
