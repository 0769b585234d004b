"""Several regions as one: every figure computed on the sum, and hidden where a member's is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from observatory.models import ClusterFigure, RegionClusters, Release
from observatory.models.figure import Unjudged
from observatory.queries.arithmetic import Step
from observatory.queries.custom_cells import Sums, read_cells, read_history
from observatory.queries.custom_judging import Judging, read_judging
from observatory.queries.custom_members import CustomSubject, Members, Year, get_members
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Region


@dataclass(frozen=True, slots=True)
class CustomCell:
    """The sum over all members of one industry group. Figures are None where `hidden_by` or `absent_of` names one.

    `hidden_by` are members whose cell is confidential, `absent_of` those whose cell is not published otherwise.
    `stars` is None where the cell was not judged, and `unjudged` says why; `left_out` tests rank single regions.
    """

    group: IndustryGroup
    year: int
    persons_employed: float | None
    local_units: float | None
    wages_meur: float | None
    location_quotient: float | None
    size: float | None
    focus: float | None
    growth: float | None
    growth_from: int | None
    growth_to: int | None
    wage_per_person_eur: float | None
    relative_wage: float | None
    persons_per_unit: float | None
    marks: int
    status: int
    hidden_by: tuple[Region, ...]
    absent_of: tuple[Region, ...]
    stars: int | None
    unjudged: Unjudged | None
    steps: tuple[Step, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Statistical clusters of the members' NUTS 2 regions; None where none of them was judged."""

    one_star: int
    two_stars: int
    three_stars: int
    persons_in_clusters: float | None

    @property
    def clusters(self) -> int:
        return self.one_star + self.two_stars + self.three_stars


@dataclass(frozen=True, slots=True)
class YearTotal:
    """The sum of the members' totals; None where one has none. `covers_same` as the chosen year does."""

    year: int
    persons_employed: float | None
    is_estimated: bool
    covers_same: bool
    without: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class CustomProfile:
    """Everything the page of a custom region shows."""

    subject: CustomSubject
    release: Release
    selection: Selection
    members: Members
    cells: tuple[CustomCell, ...]
    totals: tuple[YearTotal, ...]
    counts: Counts | None
    strongest: tuple[ClusterFigure, ...]

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def members_now(self) -> Year:
        return self.members.of(self.year)

    @property
    def total(self) -> YearTotal | None:
        return next((one for one in self.totals if one.year == self.year), None)


def get_custom_profile(subject: CustomSubject, release: Release, selection: Selection) -> CustomProfile:
    """The members' sums in the chosen year, their totals over the years, their clusters. 7 queries.

    A region chosen by hand of which the source has nothing hides every sum; one of a set is left out and named.
    """
    members = get_members(subject, release)
    now = members.of(int(selection.year))
    is_whole = bool(now.rows) and (bool(subject.set_code) or not now.absent)
    read = read_cells(subject, now, release, selection)
    sums = read.sums if is_whole else Sums.nothing(read.sums, now)
    history = read_history(members, release, selection)
    judging = read_judging(now, release, selection)
    totals = tuple(_totals(members, now))
    total = next((one for one in totals if one.year == int(selection.year)), None)
    persons = total.persons_employed if total and is_whole else None
    return CustomProfile(
        subject=subject,
        release=release,
        selection=selection,
        members=members,
        cells=tuple(_cells(sums, history, judging, persons, int(selection.year))),
        totals=totals,
        counts=_counts(now, release, selection),
        strongest=read.strongest,
    )


def _cells(
    sums: Sums, history: Mapping[int, tuple[float, int, int]], judging: Judging, total: float | None, year: int
) -> list[CustomCell]:
    return [_cell(sums, place, history, judging, total, year) for place in range(len(sums.groups))]


def _cell(
    sums: Sums,
    place: int,
    history: Mapping[int, tuple[float, int, int]],
    judging: Judging,
    total: float | None,
    year: int,
) -> CustomCell:
    group = sums.groups[place]
    measures = sums.measures(place) | judging.shares(group.pk, sums.persons(place), total)
    verdict = judging.judge(group, measures)
    growth = history.get(group.pk) if measures["persons_employed"] is not None else None
    return CustomCell(
        group=group,
        year=year,
        **measures,
        growth=growth[0] if growth else None,
        growth_from=growth[1] if growth else None,
        growth_to=growth[2] if growth else None,
        marks=sums.marks[place],
        status=sums.status[place],
        hidden_by=sums.hidden_by[place],
        absent_of=sums.absent_of[place],
        stars=verdict.stars,
        unjudged=verdict.unjudged,
        steps=verdict.steps,
        left_out=verdict.left_out,
    )


def _totals(members: Members, now: Year) -> list[YearTotal]:
    is_chosen = not members.subject.set_code
    return [_total(year, found, now, is_chosen=is_chosen) for year, found in members.years.items()]


def _total(year: int, found: Year, now: Year, *, is_chosen: bool) -> YearTotal:
    """Of members chosen one by one, none may be absent; those of a set are named where they are."""
    values = [row.persons_employed for row in found.rows]
    known = [value for value in values if value is not None]
    lacking = found.absent if is_chosen else ()
    is_whole = bool(values) and len(known) == len(values) and not lacking
    return YearTotal(
        year=year,
        persons_employed=sum(known) if is_whole else None,
        is_estimated=any(row.estimated_share for row in found.rows),
        covers_same=found.cover == now.cover,
        without=(*(row.region for row in found.rows if row.persons_employed is None), *lacking),
    )


def _counts(now: Year, release: Release, selection: Selection) -> Counts | None:
    """1 query."""
    rows = RegionClusters.objects.filter(
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=selection.scheme,
        year=selection.year,
        region__in=now.ids,
        judged__gt=0,
    )
    names = ("one_star", "two_stars", "three_stars", "persons_in_clusters")
    found = rows.aggregate(**{name: Sum(name) for name in names})
    return None if found["one_star"] is None else Counts(**found)
