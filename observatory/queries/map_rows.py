"""Rows of a map, by what a measure is a figure of: a cell, a region's clusters, or its structure.

Each function costs 1 query and gives one row a published region of the chosen level and country.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from django.db.models import Q

from observatory.indicators import context_indicators
from observatory.models import ClusterFigure, RegionClusters, RegionStructure, Release, Status
from observatory.models.figure import Unjudged
from observatory.queries.outlines import Placing
from observatory.selection import Selection
from portal.registry.models import Country, IndustryGroup

STARS = "stars"
GROWTH = "growth"
REGION_FIELDS = (
    "region_id",
    "region__code",
    "region__version",
    "region__level",
    "region__name_latin",
    "region__sort_key",
    "region__country_id",
    "region__country__iso_code",
    "region__country__name",
    "region__country__footnote",
)
CELL_FIELDS = (
    "persons_employed",
    "location_quotient",
    "size",
    "focus",
    "wage_per_person_eur",
    GROWTH,
    "growth_from",
    "growth_to",
    STARS,
    "unjudged",
    "status",
    "marks",
    "total_is_estimated",
    "is_union",
)
COUNT_FIELDS = (
    "one_star",
    "two_stars",
    "three_stars",
    "judged",
    "persons_in_clusters",
    "share_in_clusters",
    "strength",
)
STRUCTURE = ("krugman", "gini", "equivalent_number", "related_variety", "unrelated_variety")
OF_CLUSTERS = ("strength", "share_in_clusters")


class Subject(Enum):
    """What a measure is a figure of."""

    CELL = auto()
    CLUSTERS = auto()
    STRUCTURE = auto()
    CONTEXT = auto()


@dataclass(frozen=True, slots=True)
class MapRow:
    """A region and its figure; `value` is None where there is none, and `reason` says why.

    `code` and `name` are today's where the change is a pure recode, else as published. `place` says on which
    outlines it is drawn; without codes it is not on the map. `before` and `after` are the figures that a difference
    is made of; `zone` is the larger place whose figure a region shows.
    """

    code: str
    name: str
    sort_key: bytes
    country: str
    country_name: str
    published_code: str
    version: str
    region_id: int = 0
    value: float | None = None
    reason: str = ""
    persons_employed: float | None = None
    location_quotient: float | None = None
    stars: int | None = None
    unjudged: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    share_in_clusters: float | None = None
    status: int = Status.FINAL
    marks: int = 0
    is_estimated: bool = False
    is_union: bool = False
    before: float | None = None
    after: float | None = None
    zone: str = ""
    place: Placing = Placing()  # noqa: RUF009 (frozen)


def subject_of(figure: str) -> Subject:
    """Counts of clusters are `stars` without a group: that is decided where a group may be chosen."""
    if figure in OF_CLUSTERS:
        return Subject.CLUSTERS
    if figure in STRUCTURE:
        return Subject.STRUCTURE
    is_context = any(indicator.code == figure for indicator in context_indicators().values())
    return Subject.CONTEXT if is_context else Subject.CELL


def inside(selection: Selection) -> Q:
    """The regions of the chosen level and country, without territory outside all regions."""
    chosen = Q(region__level=selection.level, region__is_extra_regio=False)
    return chosen & Q(region__country=selection.country) if selection.country else chosen


def cell_rows(
    release: Release, selection: Selection, group: IndustryGroup
) -> tuple[list[MapRow], tuple[int, int] | None]:
    """Rows of one group, and the period of a growth map."""
    figures = ClusterFigure.objects.filter(
        inside(selection), release=release, area=selection.area, year=selection.year, group=group
    )
    cells = list(figures.order_by("region__code", "region__version").values(*REGION_FIELDS, *CELL_FIELDS))
    period = _common_period(cells) if selection.figure == GROWTH else None
    place = release.rule_sets.index(selection.rules)
    return [_cell_row(cell, selection.figure, place, period) for cell in cells], period


def count_rows(release: Release, selection: Selection) -> list[MapRow]:
    """Clusters of each region, or a share of its persons employed."""
    counts = RegionClusters.objects.filter(
        inside(selection),
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=selection.scheme,
        year=selection.year,
    )
    rows = counts.order_by("region__code").values(*REGION_FIELDS, *COUNT_FIELDS)
    return [_count_row(row, selection.figure) for row in rows]


def structure_rows(release: Release, selection: Selection) -> list[MapRow]:
    figures = RegionStructure.objects.filter(
        inside(selection), release=release, area=selection.area, year=selection.year
    )
    fields = (selection.figure, "is_union")
    return [
        _structure_row(row, selection.figure)
        for row in figures.order_by("region__code").values(*REGION_FIELDS, *fields)
    ]


def _structure_row(row: dict[str, Any], figure: str) -> MapRow:
    value = row[figure]
    reason = "" if value is not None else str(Unjudged.NO_FIGURE.label)
    return replace(_region_row(row), value=value, reason=reason, is_union=row["is_union"])


def _count_row(row: dict[str, Any], figure: str) -> MapRow:
    counts = (row["three_stars"], row["two_stars"], row["one_star"])
    judged = row["judged"] > 0
    value = float(sum(counts)) if figure == STARS else row[figure]
    return replace(
        _region_row(row),
        value=value if judged else None,
        reason="" if judged and value is not None else str(Unjudged.NO_TOTAL.label),
        counts=counts,
        persons_employed=row["persons_in_clusters"],
        share_in_clusters=row["share_in_clusters"],
    )


def _cell_row(cell: dict[str, Any], figure: str, place: int, period: tuple[int, int] | None) -> MapRow:
    unjudged = cell["unjudged"][place]
    stars = None if unjudged else cell[STARS][place]
    value = stars if figure == STARS else cell[figure]
    is_off_period = figure == GROWTH and (cell["growth_from"], cell["growth_to"]) != period
    return replace(
        _region_row(cell),
        value=None if value is None or is_off_period else float(value),
        reason=_reason(cell, figure, unjudged),
        persons_employed=cell["persons_employed"],
        location_quotient=cell["location_quotient"],
        stars=stars,
        unjudged=str(Unjudged(unjudged).label) if unjudged else "",
        status=cell["status"],
        marks=cell["marks"],
        is_estimated=cell["total_is_estimated"],
        is_union=cell["is_union"],
    )


def _reason(cell: dict[str, Any], figure: str, unjudged: int | None) -> str:
    """Why a cell has no value, in words; the reader sees it only where there is none."""
    if cell["status"] == Status.CONFIDENTIAL:
        return str(Status.CONFIDENTIAL.label)
    if figure == STARS and unjudged:
        return str(Unjudged(unjudged).label)
    if cell["persons_employed"] is None:
        return str(Unjudged.NO_FIGURE.label)
    if figure in ("location_quotient", "focus"):
        return str(Unjudged.NO_TOTAL.label)
    return str(Unjudged.MISSING_MEASURE.label)


def _region_row(row: dict[str, Any]) -> MapRow:
    return MapRow(
        code=row["region__code"],
        name=row["region__name_latin"] if row["region__level"] else _country_name(row),
        sort_key=bytes(row["region__sort_key"]),
        country=row["region__country_id"],
        country_name=_country_name(row),
        published_code=row["region__code"],
        version=row["region__version"],
        region_id=row["region_id"],
    )


def _country_name(row: dict[str, Any]) -> str:
    """The country's name in the language of the request."""
    prefix = "region__country__"
    return Country(**{name: row[prefix + name] for name in ("iso_code", "name", "footnote")}).local_name


def _common_period(cells: Iterable[dict[str, Any]]) -> tuple[int, int] | None:
    """The period that most regions have, the latest of equals: one map compares one period only."""
    periods = Counter(
        (cell["growth_from"], cell["growth_to"]) for cell in cells if cell[GROWTH] is not None and not cell["is_union"]
    )
    return max(periods, key=lambda period: (periods[period], period[1], -period[0]), default=None)
