"""What the map of a measure answers: one row a published region, with the region of today's outline it is drawn on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, QuerySet

from observatory.models import ClusterFigure, GroupFigure, RegionClusters, Release, Status
from observatory.models.figure import Unjudged
from observatory.queries.outlines import Placing, current_code, placing
from observatory.selection import Selection
from portal.registry.models import Country, IndustryGroup
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.reference import reference

STARS = "stars"
GROWTH = "growth"
REGION_FIELDS = (
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


@dataclass(frozen=True, slots=True)
class MapRow:
    """A region and its figure; `value` is None where there is none, and `reason` says why.

    `code` and `name` are today's where the change is a pure recode, else as published. `place` says on which
    outlines it is drawn; without codes it is not on the map.
    """

    code: str
    name: str
    sort_key: bytes
    country: str
    country_name: str
    published_code: str
    version: str
    value: float | None
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
    place: Placing = Placing()  # noqa: RUF009 (frozen)


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """`period` are the first and last year of a growth map; `group` is None where all groups count together."""

    release: Release
    selection: Selection
    rows: tuple[MapRow, ...]
    group: IndustryGroup | None = None
    period: tuple[int, int] | None = None

    @property
    def needs_former_outlines(self) -> bool:
        return any(row.place.version != OUTLINE_NUTS for row in self.rows)

    @property
    def with_figure(self) -> tuple[MapRow, ...]:
        return tuple(row for row in self.rows if row.value is not None)


def get_map(release: Release, selection: Selection) -> MapAnswer:
    """Rows of the chosen measure, one a published region of the chosen level and country.

    1 query: the rows. Groups and the conversions between NUTS versions are kept in the process.
    """
    if not selection.group:
        return MapAnswer(release, selection, _placed(_count_rows(release, selection)))
    group = reference().group(selection.scheme, selection.group)
    figures = ClusterFigure.objects.filter(
        _inside(selection), release=release, area=selection.area, year=selection.year, group=group
    )
    cells = list(figures.order_by("region__code", "region__version").values(*REGION_FIELDS, *CELL_FIELDS))
    period = _common_period(cells) if selection.figure == GROWTH else None
    place = release.rule_sets.index(selection.rules)
    rows = [_cell_row(cell, selection.figure, place, period) for cell in cells]
    return MapAnswer(release, selection, _placed(rows), group, period)


def cells_of_map(release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """The published cells behind a map: of the chosen group, or of every group of the scheme. Lazy, 1 query."""
    cells = ClusterFigure.objects.filter(
        _inside(selection), release=release, area=selection.area, year=selection.year, group__scheme=selection.scheme
    )
    chosen = cells.filter(group__code=selection.group) if selection.group else cells
    return chosen.filter(is_union=False).order_by("region__code", "region__version", "group__position")


def with_stars(cells: "QuerySet[ClusterFigure]", release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """Cells with the least number of stars that the address asks for; `stars=0` keeps every cell."""
    place = release.rule_sets.index(selection.rules)
    return cells if selection.stars == "0" else cells.filter(**{f"stars__{place}__gte": int(selection.stars)})


def largest_group(release: Release, selection: Selection) -> str:
    """Code of the traded group with most persons employed in the area: what a map shows unasked. 1 query."""
    sums = GroupFigure.objects.filter(release=release, area=selection.area, year=selection.year)
    traded = sums.filter(group__scheme=selection.scheme, group__market=IndustryGroup.Market.TRADED)
    order = F("persons_employed").desc(nulls_last=True)
    return traded.order_by(order, "group__position").values_list("group__code", flat=True).first() or ""


def _inside(selection: Selection) -> Q:
    inside = Q(region__level=selection.level, region__is_extra_regio=False)
    return inside & Q(region__country=selection.country) if selection.country else inside


def _count_rows(release: Release, selection: Selection) -> list[MapRow]:
    counts = RegionClusters.objects.filter(
        _inside(selection),
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=selection.scheme,
        year=selection.year,
    )
    figures = ("one_star", "two_stars", "three_stars", "judged", "persons_in_clusters", "share_in_clusters")
    return [_count_row(row) for row in counts.order_by("region__code").values(*REGION_FIELDS, *figures)]


def _count_row(row: dict[str, Any]) -> MapRow:
    counts = (row["three_stars"], row["two_stars"], row["one_star"])
    judged = row["judged"] > 0
    return replace(
        _region_row(row),
        value=float(sum(counts)) if judged else None,
        reason="" if judged else str(Unjudged.NO_TOTAL.label),
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
        value=None,
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


def _placed(rows: Iterable[MapRow]) -> tuple[MapRow, ...]:
    """Rows with the outlines that they are drawn on, each outline once.

    Exact ones come first, then regions whose border shifted a little; a sum over former regions is kept only where
    nothing published is drawn in its place.
    """
    known = [(row, placing(row.published_code, row.version)) for row in rows]
    taken: set[str] = set()
    placed = []
    for row, place in sorted(known, key=lambda pair: (pair[0].is_union, not pair[1].is_exact)):
        is_free = bool(place.codes) and _is_free(place, taken)
        if row.is_union and not is_free:
            continue
        taken.update(place.covers if is_free else ())
        today = current_code(row.published_code, row.version)
        placed.append(replace(row, code=today, place=place if is_free else Placing()))
    return tuple(placed)


def _is_free(place: Placing, taken: set[str]) -> bool:
    """Former outlines share what they cover with their former neighbours, and do not overlap them."""
    return place.version != OUTLINE_NUTS or not taken.intersection(place.covers)
