"""Figures of all cells against one reference area: quotients, shares, ranks, cuts, stars, trends."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import get_args

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
from observatory.stats.stars import UNJUDGED, Measure, RuleSet, StarTest, Table, judge
from observatory.stats.trend import chain_linked_index

BY_GROUP: tuple[Measure, ...] = ("location_quotient", "relative_wage")
ALL_MEASURES: frozenset[Measure] = frozenset(get_args(Measure))
RANKED_MEASURES = ("size", "focus", *BY_GROUP)


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
class Part:
    """The ranked places and the groups of one scheme, all years: what rule sets judge at once."""

    scheme: int
    years: int
    ranked: Numbers
    groups: Numbers

    def take(self, values: np.ndarray) -> np.ndarray:
        """(Y, R, G) → (ranked, years · groups)."""
        chosen = values[:, self.ranked[:, None], self.groups]
        return chosen.transpose(1, 0, 2).reshape(len(self.ranked), -1)

    def put(self, values: np.ndarray, found: np.ndarray) -> None:
        """Write (ranked, years · groups) back into (Y, R, G)."""
        blocks = found.reshape(len(self.ranked), self.years, len(self.groups))
        values[:, self.ranked[:, None], self.groups] = blocks.transpose(1, 0, 2)


@dataclass(frozen=True, slots=True)
class FoundCut:
    """The cuts of one test in one part: `values` and `n` (years, groups)."""

    rules: str
    test: StarTest
    part: Part
    values: Figures
    n: Numbers


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """(Y, R, G), ranks 0 where unranked; `stars`, `passed`, `unjudged` (K, Y, R, G) for K rule sets."""

    code: str
    sums: Sums
    location_quotient: Figures
    size: Figures
    focus: Figures
    ranks: dict[str, NDArray[np.int32]]
    stars: NDArray[np.int8]
    passed: NDArray[np.int16]
    unjudged: NDArray[np.int8]
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
        ranks={name: np.zeros(cells.shape, dtype=np.int32) for name in RANKED_MEASURES},
        stars=np.full(shape, UNJUDGED, dtype=np.int8),
        passed=np.zeros(shape, dtype=np.int16),
        unjudged=np.zeros(shape, dtype=np.int8),
        cuts=[],
        in_area=in_area,
    )
    found.unjudged[:] = why = why_unjudged(found, world)
    _judge_all(found, world, why, rule_sets)
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


def why_unjudged(found: AreaFigures, world: World) -> NDArray[np.int8]:
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
    why = np.zeros(persons.shape, dtype=np.int8)
    for condition, reason in reversed(reasons):
        np.copyto(why, reason, where=condition, casting="unsafe")
    return why


def _of_places(flags: Flags) -> Flags:
    return flags[None, :, None]


def _judge_all(found: AreaFigures, world: World, why: NDArray[np.int8], rule_sets: Sequence[RuleSet]) -> None:
    """Rank and judge scheme by scheme: groups of different schemes and years are never compared.

    `why` (Y, R, G) says why a cell is judged by no rule set, 0 for those that are judged.
    """
    ranked = np.flatnonzero(is_ranked(world.places) & found.in_area[world.places.country])
    groups = world.cube.groups
    for scheme in range(len(groups.schemes)):
        part = Part(scheme, len(world.cube.years), ranked, np.flatnonzero(groups.scheme == scheme))
        reasons = part.take(why)
        table = table_of(found, world, part, reasons == 0)
        _rank(found, table, part)
        for number, rules in enumerate(rule_sets):
            lacks = _apply(found, rules, number, table, part)
            part.put(found.unjudged[number], np.where(lacks, np.int8(Unjudged.MISSING_MEASURE), reasons))


def table_of(found: AreaFigures, world: World, part: Part, judged: Flags, wanted: Set[Measure] = ALL_MEASURES) -> Table:
    """The `wanted` measures of a part as rule sets judge them; persons employed are always among them."""
    measures: dict[Measure, Figures] = {
        "persons_employed": world.cells.persons,
        "local_units": world.cells.units,
        "location_quotient": found.location_quotient,
        "size": found.size,
        "focus": found.focus,
        "relative_wage": world.derived.relative_wage,
        "wage": world.derived.wage,
    }
    chosen = wanted | {"persons_employed"}
    taken = {name: part.take(values) for name, values in measures.items() if name in chosen}
    return Table(taken, np.isfinite(taken["persons_employed"]), judged, part.years)


def _rank(found: AreaFigures, table: Table, part: Part) -> None:
    """Size over all published cells; quotient and wage over the judged ones; focus over all groups together."""
    measures = table.measures
    focus = np.where(table.judged, measures["focus"], np.nan)
    part.put(found.ranks["size"], competition_ranks(measures["persons_employed"]))
    part.put(found.ranks["focus"], table.apart(competition_ranks(table.pooled(focus))))
    for name in BY_GROUP:
        part.put(found.ranks[name], competition_ranks(np.where(table.judged, measures[name], np.nan)))


def _apply(found: AreaFigures, rules: RuleSet, number: int, table: Table, part: Part) -> Flags:
    """Write one rule set's stars and cuts; returns the cells that lack a measure it needs."""
    verdict = judge(rules, table)
    part.put(found.stars[number], verdict.stars)
    part.put(found.passed[number], verdict.passed)
    shape = (part.years, len(part.groups))
    for test, cut in zip(rules.all_tests, verdict.cuts, strict=True):
        found.cuts.append(FoundCut(rules.code, test, part, cut.values.reshape(shape), cut.n.reshape(shape)))
    return verdict.lacks
