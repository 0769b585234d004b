"""The live release in a sentence, key facts, a table and a map: the home page's own figures."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from observatory.models import RegionClusters
from observatory.presenters.excerpts import headline_facts
from observatory.presenters.words import BOUNDARIES, region_name, region_url, source_line
from portal.core import formatting
from portal.core.page import Cell, Column, KeyFact, Table
from portal.editorial.pictures import PlacedPicture
from portal.home.front.queries import Headlines

HEADLINES_SHOWN = ("clusters", "three-star-clusters", "regions", "persons")
MAP_WIDTH, MAP_HEIGHT = 1200, 1005


@dataclass(frozen=True, slots=True)
class FiguresView:
    """`message` is the sentence that the figures say."""

    message: str
    facts: tuple[KeyFact, ...]
    leading: Table | None
    source: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    picture: PlacedPicture
    caption: str


def present_figures(headlines: Headlines, *, with_leading: bool) -> FiguresView:
    facts = headline_facts(headlines.counts, headlines.release)
    return FiguresView(
        message=_message(headlines),
        facts=tuple(facts[name] for name in HEADLINES_SHOWN),
        leading=_leading(headlines) if with_leading else None,
        source=source_line(headlines.release, headlines.release.default_year or ""),
    )


def map_picture(headlines: Headlines) -> DrawnMap:
    """The small map, at an address of its own that browsers keep until the next release."""
    year = headlines.release.default_year
    alt = _("Map of Europe: number of statistical clusters in each NUTS 2 region, %(year)s.") % {"year": year}
    caption = _("Statistical clusters by region, %(year)s: the darker, the more. Hatched: no count. %(attribution)s.")
    url = f"{reverse('plain:map')}?release={headlines.release.code}"
    return DrawnMap(PlacedPicture(url, MAP_WIDTH, MAP_HEIGHT, alt), caption % {"year": year, "attribution": BOUNDARIES})


def _message(headlines: Headlines) -> str:
    counts, year = headlines.counts, headlines.release.default_year
    clusters = ngettext("%(n)s statistical cluster", "%(n)s statistical clusters", counts.total)
    stars = ngettext("%(n)s of them with three stars", "%(n)s of them with three stars", counts.three_stars)
    return _("EU-27 in %(year)s, the latest complete year in this release: %(clusters)s, %(stars)s.") % {
        "year": year,
        "clusters": clusters % {"n": formatting.number(counts.total)},
        "stars": stars % {"n": formatting.number(counts.three_stars)},
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
