"""What the blocks of a home page ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Page

from observatory.models import RegionClusters, Release
from observatory.queries.excerpts import ClusterCounts, NoFigure, count_clusters, list_leading_regions
from portal.editorial.calls.queries import next_calls
from portal.editorial.gathering import gather
from portal.editorial.models import EventPage, NewsPage, VideoPage
from portal.editorial.pictures import rendition
from portal.home.furniture.models import Partner
from portal.home.queries import current_release

REGIONS_SHOWN = 5
LOGO, PICTURE = "max-320x160", "max-900x900"


# Kinds of items by the name of their block: everything that a reader of a language meets, in order.
LISTS = {
    "news": NewsPage.objects.shown,
    "events": EventPage.objects.upcoming,
    "calls": next_calls,
    "videos": VideoPage.objects.shown,
}


@dataclass(frozen=True, slots=True)
class Headlines:
    """Counts of the current release and the regions with most three-star clusters."""

    release: Release
    counts: ClusterCounts
    leading: tuple[RegionClusters, ...]


@dataclass(frozen=True, slots=True)
class HomeAnswer:
    """`headlines` is None where no release is published, or where it counts no clusters.

    `items` holds the pages of each list by the name of its block, and `partners`, `pages` and `images` of the blocks.
    """

    release: Release | None
    headlines: Headlines | None
    items: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


def get_home(body: StreamValue) -> HomeAnswer:
    """Everything that the blocks of a home page show. 3 queries: the release, its counts, and all items."""
    release = current_release()
    return HomeAnswer(
        release=release, headlines=_headlines(release) if release else None, items=gather(_questions(body))
    )


def _headlines(release: Release) -> Headlines | None:
    try:
        counts = count_clusters(release)
    except NoFigure:
        return None
    return Headlines(release, counts, list_leading_regions(release, REGIONS_SHOWN))


def _questions(body: StreamValue) -> "dict[str, QuerySet[Any]]":
    """What the blocks need, without loading what they name one by one."""
    language = get_language() or settings.LANGUAGE_CODE
    raw = [(block["type"], block["value"]) for block in body.raw_data]
    asked: dict[str, QuerySet[Any]] = {
        kind: LISTS[kind](language)[: value["count"]] for kind, value in raw if kind in LISTS
    }
    if any(kind == "partners" for kind, _value in raw):
        partners = Partner.objects.filter(is_shown=True)
        asked["partners"] = partners.annotate(rendition=rendition("logo_id", LOGO))
    pages = [value["page"] for kind, value in raw if kind == "featured" and value.get("page")]
    images = [image for _kind, value in raw if (image := image_of(value))]
    if pages:
        asked["pages"] = Page.objects.live().public().filter(pk__in=pages)
    if images:
        asked["images"] = get_image_model().objects.filter(pk__in=images).annotate(rendition=rendition("pk", PICTURE))
    return asked


def image_of(value: Any) -> int | None:
    """The image that a block names, from its stored form."""
    image = value.get("image") if isinstance(value, dict) else None
    return image.get("image") if isinstance(image, dict) else None
