"""What the home page asks for, and whether the portal is ready to answer."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from observatory.models import RegionClusters, Release
from observatory.queries.excerpts import ClusterCounts, NoFigure, count_clusters, list_leading_regions
from observatory.queries.release import NoRelease, get_release
from portal.editorial.models import EventPage, NewsPage

NEWS_SHOWN = 3
EVENTS_SHOWN = 3
REGIONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Headlines:
    """Counts of the current release and the regions with most three-star clusters."""

    release: Release
    counts: ClusterCounts
    leading: tuple[RegionClusters, ...]


@dataclass(frozen=True, slots=True)
class HomeAnswer:
    """`headlines` is None where no release is published, or where it counts no clusters."""

    release: Release | None
    headlines: Headlines | None
    news: tuple[NewsPage, ...]
    events: tuple[EventPage, ...]


def get_home() -> HomeAnswer:
    """Everything that the home page composes. 5 queries."""
    language = get_language() or settings.LANGUAGE_CODE
    release = current_release()
    return HomeAnswer(
        release=release,
        headlines=_headlines(release) if release else None,
        news=tuple(NewsPage.objects.shown(language)[:NEWS_SHOWN]),
        events=tuple(EventPage.objects.upcoming(language)[:EVENTS_SHOWN]),
    )


def current_release() -> Release | None:
    """The published release, None before the first. 1 query."""
    try:
        return get_release()
    except NoRelease:
        return None


def _headlines(release: Release) -> Headlines | None:
    try:
        counts = count_clusters(release)
    except NoFigure:
        return None
    return Headlines(release, counts, list_leading_regions(release, REGIONS_SHOWN))
