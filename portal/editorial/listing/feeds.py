"""Atom feeds of lists: the same filters as the page, the newest entries first."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import get_language

ATOM = "application/atom+xml; charset=utf-8"
ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """`identity` stays the same for as long as the item exists, whatever its title or address become."""

    identity: str
    title: str
    url: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedHead:
    """`page_url` and `feed_url` are paths with their query."""

    title: str
    description: str
    page_url: str
    feed_url: str


def answer_feed(request: HttpRequest, head: FeedHead, entries: Sequence[Entry]) -> HttpResponseBase:
    """The feed as Atom; 304 where the reader has it already."""
    text = feed_text(head, entries)
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response = HttpResponse(text, content_type=ATOM, headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, etag=etag, response=response) or response


def feed_text(head: FeedHead, entries: Sequence[Entry]) -> str:
    """The XML; addresses are absolute."""
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    feed = Atom1Feed(
        title=f"{settings.PORTAL_NAME}: {head.title}",
        link=site + head.page_url,
        description=head.description,
        language=get_language(),
        feed_url=site + head.feed_url,
    )
    for entry in entries[:ENTRIES]:
        feed.add_item(
            title=entry.title,
            link=site + entry.url,
            description=entry.summary,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.identity,
            categories=entry.categories,
        )
    return feed.writeString("utf-8")


def identity_of(key: object) -> str:
    """The `urn:uuid` of a page's translation key: one item in all its languages."""
    return f"urn:uuid:{key}"
