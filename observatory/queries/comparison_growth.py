"""Growth of regions that are compared, and what interrupts their series."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from django.db.models import Count, F, Q

from observatory.models import ClusterFigure, Mark
from observatory.queries.change_shapes import UNLIKELY_IN_A_YEAR
from observatory.queries.comparison import Value, YearValue
from observatory.stats.growth import growth_as_of

HALF = 0.5

Broken = frozenset[tuple[int | str, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What fixes the figures of all regions: hashable, with the moment at which they were computed."""

    release: int
    computed: str
    area: str
    rules: str
    scheme: str
    year: int
    level: int


@dataclass(slots=True)
class Row:
    """Everything of one territory: figures of the year, totals by year, whether it is a peer."""

    country: str = ""
    level: int = 0
    keys: set[int] = field(default_factory=set)
    is_peer: bool = False
    totals: dict[int, YearValue] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


def unique(rows: Mapping[int, Row]) -> Iterable[Row]:
    return {id(row): row for row in rows.values()}.values()


def add_growth(asked: Asked, rows: Mapping[int, Row]) -> None:
    """Growth over the longest period up to the year without a break or an unlikely jump. 1 query."""
    territories = list(unique(rows))
    years = np.array(sorted({year for row in territories for year in row.totals if year <= asked.year}))
    if not len(years):
        return
    persons = np.array([[_total(row, int(year)) for row in territories] for year in years])
    broken = _breaks(asked) | _jumps(rows)
    for row in territories:
        _mark_breaks(row, broken)
    breaks = np.array([[_is_broken(row, int(year), broken) for row in territories] for year in years])
    found = growth_as_of(persons, breaks, years)
    for place, row in enumerate(territories):
        rate = known(found.rate[-1, place])
        if rate is not None:
            period = f"{years[found.first[-1, place]]}–{years[found.last[-1, place]]}"
            row.values["growth"] = Value(rate, period)


def _total(row: Row, year: int) -> float:
    return nan(row.totals[year].value if year in row.totals else None)


def _is_broken(row: Row, year: int, broken: Broken) -> bool:
    return (row.country, year) in broken or any((key, year) in broken for key in row.keys)


def _mark_breaks(row: Row, broken: Broken) -> None:
    row.totals = {year: replace(one, is_break=_is_broken(row, year, broken)) for year, one in row.totals.items()}


def _jumps(rows: Mapping[int, Row]) -> Broken:
    """(country code, year) in which the country's own total rises or falls more than is likely in a year."""
    found: set[tuple[int | str, int]] = set()
    for row in unique(rows):
        if row.level == 0:
            for year, one in row.totals.items():
                before = row.totals.get(year - 1)
                if before and before.value and one.value and abs(one.value / before.value - 1) > UNLIKELY_IN_A_YEAR:
                    found.add((row.country, year))
    return frozenset(found)


def _breaks(asked: Asked) -> Broken:
    """(region key or country code, year) in which at least half of the published divisions break. 1 query."""
    cells = ClusterFigure.objects.filter(
        release=asked.release, area=asked.area, group__scheme="nace", region__level__in=(0, asked.level)
    )
    is_broken = Q(broken=Mark.BREAK.value)
    rows = cells.annotate(broken=F("marks").bitand(Mark.BREAK.value)).order_by()
    by_region = rows.values("region_id", "region__country_id", "region__level", "year")
    counted = by_region.annotate(breaks=Count("pk", filter=is_broken), cells=Count("pk")).filter(breaks__gt=0)
    found: set[tuple[int | str, int]] = set()
    for row in counted:
        if row["breaks"] >= HALF * row["cells"]:
            found.add((row["region_id"], row["year"]))
            found |= {(row["region__country_id"], row["year"])} if row["region__level"] == 0 else set()
    return frozenset(found)


def nan(value: float | None) -> float:
    return np.nan if value is None else value


def known(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
