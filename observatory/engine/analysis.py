"""Everything that the engine knows of a table. Each figure comes from the function that a page takes it from."""

from dataclasses import dataclass

import numpy as np

from observatory.engine.cube import Cube, Flags, Sums, build_cube, sum_up
from observatory.engine.options import Options
from observatory.engine.published import Published
from observatory.engine.table import Table
from observatory.models.figure import Unjudged
from observatory.stats.quotient import Figures, location_quotient, persons_per_unit, share
from observatory.stats.ranking import competition_ranks
from observatory.stats.reference import LEAST_OF_AREA
from observatory.stats.relatedness import Proximities, proximity, relatedness_density, specialised
from observatory.stats.stars import Cut, Measure, RuleSet, StarTest, judge
from observatory.stats.stars import Table as Judged
from observatory.stats.wages import mean_wage, relative_wage, wage_per_person

RANKED: tuple[Measure, ...] = ("location_quotient", "relative_wage")


@dataclass(frozen=True, slots=True)
class FoundCut:
    """The cut of a test by group (Y, G), and where the cells pass it (Y, R, G)."""

    test: StarTest
    values: Figures
    n: np.ndarray
    passed: Flags


@dataclass(frozen=True, slots=True)
class Verdict:
    """Stars of one rule set (Y, R, G), −1 where not judged; `reason` a number of `Unjudged`, 0 where judged."""

    rules: RuleSet
    stars: np.ndarray
    reason: np.ndarray
    cuts: tuple[FoundCut, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """(Y, R, G) figures of cells with ranks (0 = unranked); one table of proximities a year where they were asked."""

    cube: Cube
    sums: Sums
    options: Options
    location_quotient: Figures
    size: Figures
    focus: Figures
    wage: Figures
    relative_wage: Figures
    persons_per_unit: Figures
    ranks: dict[str, np.ndarray]
    verdicts: tuple[Verdict, ...]
    proximities: tuple[Proximities, ...]
    density: Figures


def analyse(table: Table, published: Published, options: Options) -> Analysis:
    """All figures of cells; what describes regions, groups and pairs is computed where it is written."""
    cube = build_cube(table, options)
    sums = sum_up(cube, published)
    quotient = location_quotient(cube.persons, sums.regions[..., None], sums.groups[:, None], sums.everything[:, None])
    wage = wage_per_person(cube.wages, cube.persons)
    measures: dict[Measure, Figures] = {
        "persons_employed": cube.persons,
        "local_units": cube.units,
        "location_quotient": quotient,
        "size": share(cube.persons, sums.groups[:, None]),
        "focus": share(cube.persons, sums.regions[..., None]),
        "relative_wage": relative_wage(wage, _means(cube)[:, cube.country][..., None]),
        "wage": wage,
    }
    why = _why_unjudged(cube, sums, quotient)
    judged = Judged(
        {name: _flat(values) for name, values in measures.items()},
        _flat(np.isfinite(cube.persons)),
        _flat(why == 0),
        len(cube.years),
    )
    related = _related(cube, quotient, options)
    return Analysis(
        cube=cube, sums=sums, options=options,
        location_quotient=quotient, size=measures["size"], focus=measures["focus"],
        wage=share(cube.wages, cube.persons), relative_wage=measures["relative_wage"],
        persons_per_unit=persons_per_unit(cube.persons, cube.units),
        ranks=_ranks(judged, cube),
        verdicts=tuple(_verdict(rules, judged, why, cube) for rules in options.rule_sets),
        proximities=related, density=_density(quotient, related, options),
    )  # fmt: skip


def _flat(values: np.ndarray) -> np.ndarray:
    """(Y, R, G) → (R, Y · G), as rule sets judge all years at once."""
    return values.transpose(1, 0, 2).reshape(values.shape[1], -1)


def _folded(values: np.ndarray, cube: Cube) -> np.ndarray:
    """(R, Y · G) → (Y, R, G)."""
    return values.reshape(len(cube.regions), len(cube.years), -1).transpose(1, 0, 2)


def _means(cube: Cube) -> Figures:
    """Mean wages by country (Y, C) over its regions and groups that publish both; one country where none is named."""
    count = max(len(cube.countries), 1)
    own = [cube.country == number for number in range(count)]
    years = len(cube.years)
    found = [mean_wage(cube.wages[:, one].reshape(years, -1), cube.persons[:, one].reshape(years, -1)) for one in own]
    return np.stack(found, axis=-1)


def _why_unjudged(cube: Cube, sums: Sums, quotient: Figures) -> np.ndarray:
    """The first reason that keeps a cell from being judged (Y, R, G), 0 for none."""
    reasons = (
        (~cube.is_traded, Unjudged.LOCAL_GROUP),
        (np.isnan(cube.persons), Unjudged.NO_FIGURE),
        (~(sums.area_share >= LEAST_OF_AREA)[:, None], Unjudged.AREA_TOO_SMALL),
        (np.isnan(quotient), Unjudged.NO_TOTAL),
    )
    why = np.zeros(cube.persons.shape, dtype=np.int8)
    for condition, reason in reversed(reasons):
        np.copyto(why, reason, where=condition, casting="unsafe")
    return why


def _ranks(judged: Judged, cube: Cube) -> dict[str, np.ndarray]:
    """Size over all published cells of a group; quotient and wage over the judged ones; focus over all groups."""
    measures = judged.measures
    focus = competition_ranks(judged.pooled(np.where(judged.judged, measures["focus"], np.nan)))
    found = {"size": competition_ranks(measures["persons_employed"]), "focus": judged.apart(focus)}
    for name in RANKED:
        found[name] = competition_ranks(np.where(judged.judged, measures[name], np.nan))
    return {name: _folded(ranks, cube) for name, ranks in found.items()}


def _verdict(rules: RuleSet, judged: Judged, why: np.ndarray, cube: Cube) -> Verdict:
    found = judge(rules, judged)
    lacks = _folded(found.lacks, cube)
    bits = _folded(found.passed, cube)
    cuts = tuple(
        _found_cut(test, cut, (bits >> place) & 1 == 1, cube)
        for place, (test, cut) in enumerate(zip(rules.all_tests, found.cuts, strict=True))
    )
    reason = np.where(lacks, np.int8(Unjudged.MISSING_MEASURE), why)
    return Verdict(rules, _folded(found.stars, cube), reason, cuts)


def _found_cut(test: StarTest, cut: Cut, passed: Flags, cube: Cube) -> FoundCut:
    shape = (len(cube.years), len(cube.groups))
    return FoundCut(test, cut.values.reshape(shape), cut.n.reshape(shape), passed)


def _related(cube: Cube, quotient: Figures, options: Options) -> tuple[Proximities, ...]:
    if not options.wants("proximity", "density"):
        return ()
    known = np.isfinite(quotient)
    has = specialised(quotient)
    return tuple(proximity(has[year], known[year], options.fewest_regions) for year in range(len(cube.years)))


def _density(quotient: Figures, related: tuple[Proximities, ...], options: Options) -> Figures:
    found = np.full(quotient.shape, np.nan)
    for year, one in enumerate(related if options.wants("density") else ()):
        known = np.isfinite(quotient[year])
        found[year] = relatedness_density(specialised(quotient[year]), one.values, known)
    return found
