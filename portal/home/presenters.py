"""The home page as readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from observatory.models import RegionClusters, Release
from observatory.presenters.excerpts import headline_facts
from observatory.presenters.words import BOUNDARIES, region_name, region_url, source_line
from portal.accounts.models import SavedView
from portal.core import formatting
from portal.core.menu import localised
from portal.core.page import Cell, Column, KeyFact, Link, Table
from portal.editorial.presenters import Item, event_item, news_item
from portal.home.queries import Headlines, HomeAnswer

PAGES_OF_VIEWS = {
    SavedView.Kind.RANKING: "observatory:rankings",
    SavedView.Kind.MAP: "observatory:mapping",
    SavedView.Kind.REGION: "observatory:region",
    SavedView.Kind.COMPARISON: "observatory:compare",
    SavedView.Kind.CUSTOM_REGION: "observatory:custom",
}
# Parameters of a saved query that stand in the path of the page.
PATHS_OF_VIEWS = {SavedView.Kind.REGION: ("code",)}
HEADLINES_SHOWN = ("clusters", "three-star-clusters", "regions", "persons")


@dataclass(frozen=True, slots=True)
class SectionCard:
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """`message` is the sentence that the figures say; without a release it and the figures are empty."""

    release: Release | None
    message: str
    facts: tuple[KeyFact, ...]
    leading: Table | None
    source: str
    map_url: str
    map_image_url: str
    map_alt: str
    map_caption: str
    social_image: str
    search_url: str
    sections: tuple[SectionCard, ...]
    news: tuple[Item, ...]
    events: tuple[Item, ...]
    news_link: Link
    events_link: Link


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """`url` is empty while no page shows views of this kind."""

    pk: int
    title: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class WrittenMail:
    name: str
    text: str


def present_saved_views(views: Iterable[SavedView]) -> tuple[SavedViewRow, ...]:
    return tuple(SavedViewRow(view.pk, view.title, view.get_kind_display(), _address(view)) for view in views)


def _address(view: SavedView) -> str:
    """Empty where no page shows views of this kind, or the query does not say which one."""
    kind = SavedView.Kind(view.kind)
    pairs, in_path = parse_qsl(view.query), PATHS_OF_VIEWS.get(kind, ())
    try:
        path = reverse(PAGES_OF_VIEWS[kind], args=[dict(pairs)[name] for name in in_path])
    except (KeyError, NoReverseMatch):
        return ""
    query = urlencode([pair for pair in pairs if pair[0] not in in_path])
    return f"{path}?{query}" if query else path


def present_home(answer: HomeAnswer) -> HomeView:
    headlines = answer.headlines
    return HomeView(
        release=answer.release,
        message=_message(headlines) if headlines else "",
        facts=_facts(headlines) if headlines else (),
        leading=_leading(headlines) if headlines else None,
        source=source_line(headlines.release, headlines.release.default_year or "") if headlines else "",
        map_url=reverse("observatory:mapping"),
        map_image_url=f"{reverse('plain:map')}?release={headlines.release.code}" if headlines else "",
        map_alt=_map_alt(headlines) if headlines else "",
        map_caption=_map_caption(headlines) if headlines else "",
        social_image=reverse("observatory:mapping-download", args=["png"]) if headlines else "",
        search_url=reverse("home:search"),
        sections=section_cards(),
        news=tuple(news_item(page) for page in answer.news),
        events=tuple(event_item(page) for page in answer.events),
        news_link=Link(_("All news"), localised("/news/")),
        events_link=Link(_("All events"), localised("/events/")),
    )


def section_cards() -> tuple[SectionCard, ...]:
    """The four sections, in the order of the menu."""
    return (
        SectionCard(
            _("Observatory"),
            localised("/observatory/"),
            _("Maps, rankings and profiles of statistical clusters, each star with its arithmetic."),
        ),
        SectionCard(
            _("Excellence"),
            localised("/excellence/"),
            _("How cluster organisations are managed well: benchmarking, labels and training."),
        ),
        SectionCard(
            _("Internationalisation"),
            localised("/internationalisation/"),
            _("Where cluster organisations find partners in Europe and beyond."),
        ),
        SectionCard(
            _("Emerging industries"),
            localised("/emerging/"),
            _("New value chains across old industries, and the initiatives that support them."),
        ),
    )


def _message(headlines: Headlines) -> str:
    counts, year = headlines.counts, headlines.release.default_year
    clusters = ngettext("%(n)s statistical cluster", "%(n)s statistical clusters", counts.total)
    stars = ngettext("%(n)s of them with three stars", "%(n)s of them with three stars", counts.three_stars)
    return _("EU-27 in %(year)s, the latest complete year in this release: %(clusters)s, %(stars)s.") % {
        "year": year,
        "clusters": clusters % {"n": formatting.number(counts.total)},
        "stars": stars % {"n": formatting.number(counts.three_stars)},
    }


def _facts(headlines: Headlines) -> tuple[KeyFact, ...]:
    facts = headline_facts(headlines.counts, headlines.release)
    return tuple(facts[name] for name in HEADLINES_SHOWN)


def _map_alt(headlines: Headlines) -> str:
    return _("Map of Europe: number of statistical clusters in each NUTS 2 region, %(year)s.") % {
        "year": headlines.release.default_year
    }


def _map_caption(headlines: Headlines) -> str:
    return _("Statistical clusters by region, %(year)s: the darker, the more. Hatched: no count. %(attribution)s.") % {
        "year": headlines.release.default_year,
        "attribution": BOUNDARIES,
    }


def _leading(headlines: Headlines) -> Table:
    columns = (
        Column("region", _("Region")),
        Column("three_stars", _("With three stars"), unit=_("clusters"), is_numeric=True),
        Column("clusters", _("All statistical clusters"), unit=_("clusters"), is_numeric=True),
    )
    return Table(
        caption=_("Regions with most clusters of three stars, %(year)s") % {"year": headlines.release.default_year},
        columns=columns,
        rows=tuple(_leading_row(row) for row in headlines.leading),
    )


def _leading_row(row: RegionClusters) -> tuple[Cell, ...]:
    return (
        Cell(region_name(row.region), url=region_url(row.region)),
        Cell(formatting.number(row.three_stars)),
        Cell(formatting.number(row.one_star + row.two_stars + row.three_stars)),
    )
