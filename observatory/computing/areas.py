"""Figures of all cells against one reference area: quotients, shares, ranks, cuts, stars, trends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.computing.cells import Cells, Derived
from observatory.computing.cube import NUTS2, Cube, Figures, Flags, Numbers, Places
from observatory.computing.totals import PlaceTotals
from observatory.computing.unions import is_ranked
from observatory.models import Mark
from observatory.models.figure import Unjudged
from observatory.stats.groups import LEAST_MEASURABLE
from observatory.stats.quotient import location_quotient, share
from observatory.stats.ranking import competition_ranks
from observatory.stats.reference import LEAST_OF_AREA, Reference, nearest_totals, reference
from observatory.stats.stars import Cut, RuleSet, StarTest, Table, judge
from observatory.stats.trend import chain_linked_index

RANKED_MEASURES = ("size", "focus", "location_quotient", "relative_wage")


@dataclass(frozen=True, slots=True)
class World:
    """Everything computed so far that does not depend on the area. `cube.places` has no unions, `places` has."""

    cube: Cube
    places: Places
    cells: Cells
    totals: PlaceTotals
    derived: Derived


@dataclass(frozen=True, slots=True)
class Sums:
    """The groups in the area (Y, G), with the reason (0 = none) why a group gets no stars, and trends."""

    reference: Reference
    units: Figures
    wages: Figures
    regions: Numbers
    unjudged: Numbers
    trend: Figures
    total_trend: Figures


@dataclass(frozen=True, slots=True)
class Slice:
    """One year of one scheme: the ranked places and the scheme's groups, as indices."""

    year: int
    scheme: int
    ranked: Numbers
    groups: Numbers

    @property
    def where(self) -> tuple[Numbers, ...]:
        """Index into (Y, R, G): gives (1, ranked, groups)."""
        return np.ix_(np.array([self.year]), self.ranked, self.groups)


@dataclass(frozen=True, slots=True)
class FoundCut:
    """The cuts of one test in one slice."""

    rules: str
    test: StarTest
    part: Slice
    cut: Cut


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """(Y, R, G), ranks 0 where unranked; `stars`, `passed`, `unjudged` (K, Y, R, G) for K rule sets."""

    code: str
    sums: Sums
    location_quotient: Figures
    size: Figures
    focus: Figures
    ranks: dict[str, Numbers]
    stars: NDArray[np.int64]
    passed: NDArray[np.int64]
    unjudged: NDArray[np.int64]
    cuts: list[FoundCut]
    in_area: Flags


def area_figures(code: str, in_area: Flags, world: World, rule_sets: Sequence[RuleSet]) -> AreaFigures:
    """All figures against the countries `in_area` (C,)."""
    sums = area_sums(in_area, world)
    cells, total = world.cells.persons, world.totals.persons[..., None]
    group, area_total = sums.reference.group[:, None], sums.reference.total[:, None]
    shape = (len(rule_sets), *cells.shape)
    found = AreaFigures(
        code=code,
        sums=sums,
        location_quotient=location_quotient(cells, total, group, area_total),
        size=share(cells, group),
        focus=share(cells, total),
        ranks={name: np.zeros(cells.shape, dtype=np.int64) for name in RANKED_MEASURES},
        stars=np.full(shape, -1),
        passed=np.zeros(shape, dtype=np.int64),
        unjudged=np.zeros(shape, dtype=np.int64),
        cuts=[],
        in_area=in_area,
    )
    found.unjudged[:] = why_unjudged(found, world)
    _judge_all(found, world, rule_sets)
    return found


def area_sums(in_area: Flags, world: World) -> Sums:
    """Sums over the countries that publish a group, and why the group gets no stars."""
    places, totals, groups = world.cube.places, world.totals, world.cube.groups
    countries = places.country_place
    persons = world.cells.persons[:, countries]
    found = reference(persons, totals.countries, nearest_totals(totals.countries), in_area)
    too_small = ~(found.area_share >= LEAST_OF_AREA)
    unjudged = np.where(too_small, Unjudged.AREA_TOO_SMALL, 0)
    unjudged = np.where(groups.held < LEAST_MEASURABLE, Unjudged.NOT_MEASURABLE, unjudged)
    unjudged = np.where(~groups.is_traded, Unjudged.LOCAL_GROUP, unjudged)
    ranked = is_ranked(world.places) & in_area[world.places.country]
    return Sums(
        reference=found,
        units=_sum_if_whole(world.cells.units[:, countries], found.publishes),
        wages=_sum_if_whole(world.cells.wages[:, countries], found.publishes),
        regions=np.isfinite(world.cells.persons[:, ranked]).sum(1),
        unjudged=unjudged,
        **_trends(world, persons, found),
    )


def _sum_if_whole(values: Figures, publishes: Flags) -> Figures:
    """Σ over the publishing countries, NaN where one of them lacks the measure."""
    sums = np.where(publishes, values, 0.0).sum(1)
    return np.where(publishes.any(1), sums, np.nan)


def _trends(world: World, persons: Figures, found: Reference) -> dict[str, Figures]:
    """A country whose series breaks in a year, or is "at least", has no part in that year's step."""
    marks = world.cells.marks[:, world.cube.places.country_place]
    steady = found.publishes & ((marks & Mark.BREAK) == 0)
    whole = np.where(found.publishes & ((marks & Mark.PARTIAL) == 0), persons, np.nan)
    totals = np.where(np.isfinite(whole), world.totals.countries[..., None], np.nan)
    return {"trend": chain_linked_index(whole, steady), "total_trend": chain_linked_index(totals, steady)}


def why_unjudged(found: AreaFigures, world: World) -> Numbers:
    """The first reason (0 = none) that keeps a cell from being judged by any rule set: (Y, R, G)."""
    places, persons = world.places, world.cells.persons
    publishes = found.sums.reference.publishes[:, places.country]
    group_reason = np.broadcast_to(found.sums.unjudged[:, None], persons.shape)
    ours = np.where(group_reason == Unjudged.AREA_TOO_SMALL, 0, group_reason)
    reasons = (
        (_of_places(places.is_union), Unjudged.UNION),
        (_of_places(places.level != NUTS2), Unjudged.NOT_NUTS2),
        (_of_places(places.is_extra_regio), Unjudged.EXTRA_REGIO),
        (_of_places(~found.in_area[places.country]), Unjudged.OUTSIDE_AREA),
        (ours > 0, ours),
        (np.isnan(persons), Unjudged.NO_FIGURE),
        (~publishes, Unjudged.COUNTRY_WITHOUT_GROUP),
        (group_reason > 0, group_reason),
        (np.isnan(found.location_quotient), Unjudged.NO_TOTAL),
    )
    conditions = [np.broadcast_to(condition, persons.shape) for condition, _ in reasons]
    return np.select(conditions, [np.broadcast_to(reason, persons.shape) for _, reason in reasons], 0)


def _of_places(flags: Flags) -> Flags:
    return flags[None, :, None]


def _judge_all(found: AreaFigures, world: World, rule_sets: Sequence[RuleSet]) -> None:
    """Rank and judge year by year and scheme by scheme: groups of different schemes are never compared."""
    ranked = np.flatnonzero(is_ranked(world.places) & found.in_area[world.places.country])
    groups = world.cube.groups
    for scheme in range(len(groups.schemes)):
        columns = np.flatnonzero(groups.scheme == scheme)
        for year in range(len(world.cube.years)):
            part = Slice(year, scheme, ranked, columns)
            table = _table(found, world, part)
            _rank(found, table, part)
            for number, rules in enumerate(rule_sets):
                _apply(found, rules, number, table, part)


def _table(found: AreaFigures, world: World, part: Slice) -> Table:
    measures = {
        "persons_employed": world.cells.persons,
        "local_units": world.cells.units,
        "location_quotient": found.location_quotient,
        "size": found.size,
        "focus": found.focus,
        "relative_wage": world.derived.relative_wage,
        "wage": world.derived.wage,
    }
    picked = {name: values[part.where][0] for name, values in measures.items()}
    return Table(picked, np.isfinite(picked["persons_employed"]), found.unjudged[0][part.where][0] == 0)


def _rank(found: AreaFigures, table: Table, part: Slice) -> None:
    """Size over all published cells; quotient and wage over the judged ones; focus over all groups together."""
    judged = {name: np.where(table.judged, values, np.nan) for name, values in table.measures.items()}
    found.ranks["size"][part.where] = competition_ranks(table.measures["persons_employed"])
    found.ranks["focus"][part.where] = competition_ranks(judged["focus"].reshape(-1, 1)).reshape(table.judged.shape)
    for name in ("location_quotient", "relative_wage"):
        found.ranks[name][part.where] = competition_ranks(judged[name])


def _apply(found: AreaFigures, rules: RuleSet, number: int, table: Table, part: Slice) -> None:
    verdict = judge(rules, table)
    found.stars[number][part.where] = verdict.stars
    found.passed[number][part.where] = verdict.passed
    earlier = found.unjudged[number][part.where][0]
    found.unjudged[number][part.where] = np.where(verdict.lacks, Unjudged.MISSING_MEASURE, earlier)
    for test, cut in zip(rules.all_tests, verdict.cuts, strict=True):
        found.cuts.append(FoundCut(rules.code, test, part, cut))
