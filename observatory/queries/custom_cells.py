"""The cells of the members of a custom region, read once and summed up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
from django.contrib.postgres.aggregates import BitOr
from django.db.models import BooleanField, Case, Count, Q, Sum, Value, When

from observatory.models import ClusterFigure, Mark, Release, Status
from observatory.queries.custom_members import CustomSubject, Members, Year
from observatory.selection import Selection
from observatory.stats.growth import growth_as_of
from observatory.stats.merging import mean_relative_wage, stacked, sum_of_members
from observatory.stats.quotient import Figures, persons_per_unit
from observatory.stats.wages import wage_per_person
from portal.registry.memory import remember
from portal.registry.models import IndustryGroup, Region
from portal.registry.reference import reference

STRONGEST = 20
FIGURES = ("persons_employed", "local_units", "wages_meur", "relative_wage")
READ = ("region_id", "current_region_id", "group_id", "year", "area", "stars", "unjudged", "status", "marks",
        "location_quotient", "size", "focus", "growth", "growth_from", "growth_to", "wage_per_person_eur",
        "total_is_estimated", *FIGURES)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums by group, in the order of the scheme: `values` (4, G) of `FIGURES`, NaN where a member hides or lacks it.

    `relative_wage` is not a sum: it is the mean against the members' own countries.
    """

    groups: tuple[IndustryGroup, ...]
    values: Figures
    marks: tuple[int, ...]
    status: tuple[int, ...]
    hidden_by: tuple[tuple[Region, ...], ...]
    absent_of: tuple[tuple[Region, ...], ...]

    def persons(self, place: int) -> float | None:
        return _number(self.values[0, place])

    def measures(self, place: int) -> dict[str, float | None]:
        """The figures of one group and what follows from them alone."""
        persons, units, wages, relative = self.values[:, place]
        return {
            "persons_employed": _number(persons),
            "local_units": _number(units),
            "wages_meur": _number(wages),
            "relative_wage": _number(relative),
            "wage_per_person_eur": _number(wage_per_person(wages, persons)),
            "persons_per_unit": _number(persons_per_unit(persons, units)),
        }

    def without(self, secrets: Mapping[int, tuple[Region, ...]]) -> "Sums":
        """No sum of a group (by key) that would be the confidential cell of a region that the members make up."""
        hidden = np.array([group.pk in secrets for group in self.groups], dtype=bool)
        return replace(
            self,
            values=np.where(hidden, np.nan, self.values),
            status=tuple(int(Status.CONFIDENTIAL) if so else one for so, one in zip(hidden, self.status, strict=True)),
            hidden_by=tuple(
                (*own, *secrets.get(group.pk, ())) for group, own in zip(self.groups, self.hidden_by, strict=True)
            ),
        )

    @classmethod
    def nothing(cls, found: "Sums", year: Year) -> "Sums":
        """The same groups without any sum: a member has no figures in the year."""
        absent = tuple((*year.absent, *ours) for ours in found.absent_of)
        status = tuple(max(one, int(Status.NOT_AVAILABLE)) for one in found.status)
        return cls(found.groups, np.full(found.values.shape, np.nan), found.marks, status, found.hidden_by, absent)


@dataclass(frozen=True, slots=True)
class Read:
    """`strongest` are the first statistical clusters inside, most stars first, then the largest."""

    sums: Sums
    strongest: tuple[ClusterFigure, ...]


def read_cells(subject: CustomSubject, now: Year, release: Release, selection: Selection) -> Read:
    """Cells of the members and the statistical clusters inside, in 1 query."""
    groups = reference().groups_of(selection.scheme)
    index = release.rule_sets.index(selection.rules)
    is_cluster = subject.has_cells_inside() & Q(**{f"stars__{index}__gte": 1})
    wholes = {region.pk: region for region in now.wholes}
    rows = ClusterFigure.objects.filter(
        Q(region__in=(*now.ids, *wholes)) | is_cluster,
        release=release,
        area=selection.area,
        year=selection.year,
        group__in=[group.pk for group in groups],
    )
    found = list(rows.only(*READ))
    ids = set(now.ids)
    members = [row for row in found if row.region_id in ids]
    clusters = [row for row in found if (row.stars[index] or 0) >= 1]
    ordered = sorted(clusters, key=lambda row: (-(row.stars[index] or 0), -(row.persons_employed or 0), row.pk))
    sums = sum_cells(members, now, groups).without(_secrets(found, wholes))
    return Read(sums, tuple(_related(row) for row in ordered[:STRONGEST]))


def _secrets(rows: Iterable[ClusterFigure], wholes: Mapping[int, Region]) -> dict[int, tuple[Region, ...]]:
    """Of each group (by key), those of `wholes` whose cell is confidential."""
    found: dict[int, tuple[Region, ...]] = defaultdict(tuple)
    for row in rows:
        if row.region_id in wholes and _is_confidential(row):
            found[row.group_id] = (*found[row.group_id], wholes[row.region_id])
    return dict(found)


def sum_cells(rows: Iterable[ClusterFigure], now: Year, groups: Sequence[IndustryGroup]) -> Sums:
    """Sums over the members of the year. Groups of which no member has a row are left out."""
    cells: dict[int, dict[int, ClusterFigure]] = defaultdict(dict)
    for row in rows:
        cells[row.group_id][row.region_id] = row
    held = tuple(group for group in groups if group.pk in cells)
    table = [[cells[group.pk].get(region) for region in now.ids] for group in held]  # groups × members
    persons, units, wages, relative = (_figures(table, name) for name in FIGURES)
    values = [sum_of_members(one) for one in (persons, units, wages)]
    regions = [row.region for row in now.rows]
    return Sums(
        groups=held,
        values=np.array([*values, mean_relative_wage(wages, relative)]).reshape(len(FIGURES), len(held)),
        marks=tuple(reduce(or_, (cell.marks for cell in line if cell), 0) for line in table),
        status=tuple(max((cell.status if cell else int(Status.NOT_AVAILABLE)) for cell in line) for line in table),
        hidden_by=tuple(_named(line, regions, is_hidden=True) for line in table),
        absent_of=tuple(_named(line, regions, is_hidden=False) for line in table),
    )


def _figures(table: Sequence[Sequence[ClusterFigure | None]], name: str) -> Figures:
    """(members, groups), NaN where there is no figure."""
    rows = stacked([[getattr(cell, name) if cell else None for cell in line] for line in table])
    return rows.T if rows.size else rows.reshape(0, len(table))


def _named(line: Sequence[ClusterFigure | None], regions: Sequence[Region], *, is_hidden: bool) -> tuple[Region, ...]:
    """Members without persons employed: those whose cell is confidential, or the others."""
    without = [
        (cell, region)
        for cell, region in zip(line, regions, strict=True)
        if cell is None or cell.persons_employed is None
    ]
    return tuple(region for cell, region in without if _is_confidential(cell) == is_hidden)


def _is_confidential(cell: ClusterFigure | None) -> bool:
    return cell is not None and cell.status == Status.CONFIDENTIAL


def read_history(members: Members, release: Release, selection: Selection) -> dict[int, tuple[float, int, int]]:
    """Growth of the sums by group: yearly rate, first and last year. 1 query.

    Over the longest period without a break of any member or its country, over which the same territory is covered;
    none where a sum is "at least".
    """
    now, year = members.of(int(selection.year)), int(selection.year)
    years = np.array([one for one in members.years if one <= year], dtype=np.int64)
    groups = [group.pk for group in reference().groups_of(selection.scheme)]
    if not len(years) or not now.rows:
        return {}
    persons = np.full((len(years), len(groups)), np.nan)
    breaks = np.zeros(persons.shape, dtype=bool)
    place = {pk: number for number, pk in enumerate(groups)}
    at = {int(one): number for number, one in enumerate(years)}
    for row in _sums_by_year(members, release, selection, groups):
        spot = at[row["year"]], place[row["group_id"]]
        breaks[spot] |= bool((row["joined"] or 0) & Mark.BREAK)
        if row["mine"] and _is_summable(row, members.of(row["year"]), now):
            persons[spot] = row["total"]
    found = growth_as_of(persons, breaks, years)
    return {
        pk: (float(found.rate[-1, column]), int(years[found.first[-1, column]]), int(years[found.last[-1, column]]))
        for pk, column in place.items()
        if np.isfinite(found.rate[-1, column])
    }


def _is_summable(row: Mapping[str, Any], found: Year, now: Year) -> bool:
    is_whole = row["published"] == len(found.rows) and found.cover == now.cover
    return is_whole and not (row["joined"] or 0) & Mark.PARTIAL


def _sums_by_year(members: Members, release: Release, selection: Selection, groups: Sequence[int]) -> Iterable[Any]:
    """One row a year and group for the members, and one for their countries, whose breaks break their regions'."""
    mine = Q(pk__in=[])
    countries: set[str] = set()
    for year, found in members.years.items():
        if year <= int(selection.year) and found.rows:
            mine |= Q(year=year, region__in=found.ids)
            countries |= {row.region.country_id for row in found.rows}
    around = Q(region__level=0, region__country__in=countries, year__lte=selection.year)
    is_mine = Case(When(mine, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = ClusterFigure.objects.filter(mine | around, release=release, area=selection.area, group__in=groups)
    by_year = rows.annotate(mine=is_mine).order_by().values("year", "group_id", "mine")
    return by_year.annotate(total=Sum("persons_employed"), published=Count("persons_employed"), joined=BitOr("marks"))


def _related(row: ClusterFigure) -> ClusterFigure:
    """The row with its regions and its group from memory."""
    regions, groups = _regions(), _groups()
    row._state.fields_cache["region"] = regions[row.region_id]
    row._state.fields_cache["current_region"] = regions.get(row.current_region_id) if row.current_region_id else None
    row._state.fields_cache["group"] = groups[row.group_id]
    return row


@remember
def _regions() -> Mapping[int, Region]:
    return {region.pk: region for region in reference().regions}


@remember
def _groups() -> Mapping[int, IndustryGroup]:
    return {group.pk: group for group in reference().groups}


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
