"""The arithmetic of all figures as plainly as numpy can say it: the same results, nothing around them.

No names, no reasons, no unions, no checks; `test_bare.py` holds that the results are those of the portal.
"""

from dataclasses import dataclass

import numpy as np

from observatory.computing.compute import Inputs
from observatory.computing.cube import NOWHERE, Cube
from observatory.stats.stars import RuleSet, StarTest

BREAK, PARTIAL, CONFIDENTIAL = 1, 8, 5


@dataclass(frozen=True, slots=True)
class BareArea:
    """(Y, R, G) against one area; ranks (measure, Y, G, ranked), stars (K, Y, G, ranked), trends (Y, G)."""

    location_quotient: np.ndarray
    size: np.ndarray
    focus: np.ndarray
    ranked: np.ndarray
    ranks: np.ndarray
    stars: np.ndarray
    trend: np.ndarray
    total_trend: np.ndarray


@dataclass(frozen=True, slots=True)
class BareFigures:
    total: np.ndarray
    growth: np.ndarray
    relative_wage: np.ndarray
    areas: list[BareArea]


def bare_figures(inputs: Inputs) -> BareFigures:
    """All figures, ranks and stars against both areas."""
    places = inputs.cube.places
    with np.errstate(all="ignore"):
        persons, units, wages, marks = groups(inputs.cube)
        total, of_countries, mean_wage = totals(inputs.cube)
        wage = 1e6 * wages / np.where(persons > 0, persons, np.nan)
        relative = wage / mean_wage[:, places.country][..., None]
        growth = growth_rates(inputs.cube, persons, marks)
        measures = {"persons_employed": persons, "local_units": units, "wage": wage, "relative_wage": relative}
        found = [
            area(inputs, in_area, measures, marks, total, of_countries)
            for in_area in (inputs.members, np.ones_like(inputs.members))
        ]
    return BareFigures(total, growth, relative, found)


def groups(cube: Cube) -> list[np.ndarray]:
    """Persons employed, local units, wages and marks: (Y, R, G)."""
    weights = cube.groups.weights
    is_single = ((weights > 0).sum(1) == 1) & (weights.sum(1) == 1)
    tables = (cube.persons, cube.units, cube.wages, cube.marks)
    chosen = np.where(is_single, weights.argmax(1), 0)
    found = [table[..., chosen] for table in tables]
    used = np.flatnonzero(weights[~is_single].any(0))
    by_member = [np.ascontiguousarray(np.moveaxis(table[..., used], -1, 0)) for table in tables]
    for group in np.flatnonzero(~is_single):
        members = np.flatnonzero(weights[group, used])
        sums = composed(cube, [table[members] for table in by_member], weights[group, used[members]])
        for table, values in zip(found, sums, strict=True):
            table[..., group] = values
    hidden = (cube.status[..., chosen] == CONFIDENTIAL) & is_single
    for table in found[:3]:
        table[hidden] = np.nan
    return found


def composed(cube: Cube, members: list[np.ndarray], weights: np.ndarray) -> list[np.ndarray]:
    persons, units, wages, marks = members
    home, country = cube.places.country_place, cube.places.country
    seen, weight = np.isfinite(persons), weights[:, None, None]
    at_home = np.nan_to_num(persons[..., home]) * weight
    everywhere = at_home.sum(2, keepdims=True)
    of_own = (seen * at_home[..., country]).sum(0) / at_home.sum(0)[:, country]
    of_all = (seen * everywhere).sum(0) / everywhere.sum(0)
    is_measured = np.isfinite(of_own) & (of_all[:, home] >= 0.95)[:, country]
    is_measured[:, home] = False
    is_whole = seen.all(0)
    enough = (is_whole | (np.where(is_measured, of_own, of_all) >= 0.95)) & (len(weights) > 0)
    sums = [np.where(enough, (np.where(seen, persons, 0.0) * weight).sum(0), np.nan)]
    for values in (units, wages):
        fits = enough & ~(seen & np.isnan(values)).any(0) & seen.any(0)
        sums.append(np.where(fits, (np.where(seen, values, 0.0) * weight).sum(0), np.nan))
    joint = np.bitwise_or.reduce(np.where(seen & enough, marks, 0), axis=0)
    return [*(values.round(6) for values in sums), joint | np.where(enough & ~is_whole, PARTIAL, 0)]


def sections(cube: Cube, table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(Y, R, S): the sections, and the sums of what is visible of them."""
    where = cube.sections
    own = np.where(where.rows >= 0, table[..., where.rows], np.nan)
    divisions = np.where(where.divisions >= 0, table[..., where.divisions], np.nan)
    sums, floors = np.full(own.shape, np.nan), np.zeros(own.shape)
    for section in np.unique(where.section_of):
        inside = divisions[..., where.section_of == section]
        floors[..., section], sums[..., section] = np.where(np.isfinite(inside), inside, 0.0).sum(-1), inside.sum(-1)
    return np.where(np.isfinite(own), own, sums), floors


def totals(cube: Cube) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Totals (Y, R) with unpublished rests estimated, those of the countries (Y, C), their mean wages (Y, C)."""
    places = cube.places
    home, country, there = places.country_place, places.country, places.rows != NOWHERE
    (persons, floors), (units, _), (wages, _) = (sections(cube, t) for t in (cube.persons, cube.units, cube.wages))
    own = persons[:, home].sum(-1)
    plausible = np.where(cube.national >= np.nansum(persons[:, home], axis=-1), cube.national, np.nan)
    of_countries = np.where(np.isfinite(own), own, plausible)
    is_missing = np.isnan(persons)
    visible, keys = np.where(is_missing, floors, persons), rest_keys(cube, persons, floors, units)
    total = np.full(persons.shape[:2], np.nan)
    total[:, home] = np.where(there[:, home], of_countries, np.nan)
    for level in (1, 2):
        here = there & (places.level == level)
        inside = ((np.arange(len(home))[:, None] == country) & (places.level == level)).astype(float)
        residual = np.maximum(persons[:, home] - inside @ (visible * here[..., None]), 0.0)
        keyed = inside @ np.where(is_missing & np.isfinite(keys) & here[..., None], keys, 0.0)
        is_scaled = (inside @ (is_missing & here[..., None]) >= 2) & np.isfinite(persons[:, home]) & (keyed > 0)
        rest = np.where(is_missing, keys * np.where(is_scaled, residual / keyed, 1.0)[:, country], 0.0).sum(-1)
        whole = rest + visible.sum(-1)
        is_national = places.is_only & ~places.is_extra_regio & is_missing.any(-1)
        is_national &= cube.national[:, country] >= visible.sum(-1)
        national = np.where(is_national, cube.national[:, country], np.nan)
        usual = np.where(rest / whole <= 0.05, whole, np.nan)
        total[here] = np.where(np.isfinite(national), national, usual)[here]
    both = np.isfinite(wages[:, home]) & np.isfinite(persons[:, home])
    mean = 1e6 * np.where(both, wages[:, home], 0.0).sum(-1) / np.where(both, persons[:, home], 0.0).sum(-1)
    return total, of_countries, mean


def rest_keys(cube: Cube, persons: np.ndarray, floors: np.ndarray, units: np.ndarray) -> np.ndarray:
    """(Y, R, S): a section's last figure of three years, else by local units, else by the country's mix."""
    home, country = cube.places.country_place, cube.places.country
    rows = cube.sections.rows
    breaks = np.where(rows >= 0, cube.marks[..., rows] & BREAK, 0) > 0
    last = np.full(persons.shape, np.nan)
    for year in range(1, len(persons)):
        broken = np.zeros(persons.shape[1:], bool)
        for back in range(1, min(3, year) + 1):
            broken |= breaks[year - back + 1]
            last[year] = np.where(np.isnan(last[year]) & ~broken, persons[year - back], last[year])
    whole = persons[:, home][:, country]
    by_units = units * (persons[:, home] / units[:, home])[:, country]
    common = np.isfinite(persons) & np.isfinite(whole)
    own, of_country = (np.where(common, table, 0.0).sum(-1, keepdims=True) for table in (persons, whole))
    key = np.where(np.isfinite(last), last, np.where(np.isfinite(by_units), by_units, own * (whole / of_country)))
    return np.maximum(key - floors, 0.0)


def growth_rates(cube: Cube, persons: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Every year's rate over the longest period of at least two years without a break."""
    places, years = cube.places, cube.years
    breaks = (marks & BREAK) > 0
    breaks |= breaks[:, places.country_place][:, places.country]
    breaks, persons = np.cumsum(breaks, axis=0), np.where(marks & PARTIAL, np.nan, persons)
    published, rates = np.isfinite(persons), np.full(persons.shape, np.nan)
    for end in range(len(years)):
        rates[end] = rates[max(end - 1, 0)]
        for start in np.flatnonzero(years <= years[end] - 2)[::-1]:
            whole = published[start] & published[end] & (breaks[start] == breaks[end])
            rate = (persons[end][whole] / persons[start][whole]) ** (1 / (years[end] - years[start])) - 1
            rates[end][whole] = np.where(persons[start][whole] >= 250, rate, np.nan)
    return rates


def area(
    inputs: Inputs,
    in_area: np.ndarray,
    measures: dict[str, np.ndarray],
    marks: np.ndarray,
    total: np.ndarray,
    of_countries: np.ndarray,
) -> BareArea:
    groups, places, persons = inputs.cube.groups, inputs.cube.places, measures["persons_employed"]
    cells = persons[:, places.country_place]
    published = np.isfinite(cells) & np.isfinite(of_countries)[..., None] & in_area[:, None]
    group = np.where(published, cells, 0.0).sum(1, keepdims=True)
    whole = np.where(published, of_countries[..., None], 0.0).sum(1, keepdims=True)
    focus, size = persons / total[..., None], persons / np.where(group > 0, group, np.nan)
    quotient = focus / (group / whole)
    quotient[~np.isfinite(quotient)] = np.nan
    large = whole / np.where(in_area, filled(of_countries), 0.0).sum(1)[:, None, None] >= 0.75
    usable = large & published[:, places.country] & groups.is_traded & (groups.held >= 0.6)
    ranked = np.flatnonzero((places.level == 2) & ~places.is_extra_regio & in_area[places.country])
    columns = {
        name: np.ascontiguousarray(values[:, ranked].transpose(0, 2, 1))
        for name, values in (measures | {"location_quotient": quotient, "size": size, "focus": focus}).items()
    }
    judged = usable[:, ranked].transpose(0, 2, 1) & np.isfinite(columns["location_quotient"])
    schemes = [groups.scheme == scheme for scheme in np.unique(groups.scheme)]
    scoped = Scoped(columns, judged, schemes, {})
    steady = published & ((marks[:, places.country_place] & BREAK) == 0)
    exact = np.where(published & ((marks[:, places.country_place] & PARTIAL) == 0), cells, np.nan)
    every = np.where(np.isfinite(exact), of_countries[..., None], np.nan)
    return BareArea(
        quotient,
        size,
        focus,
        ranked,
        scoped.ranks(),
        np.stack([scoped.stars(rules) for rules in inputs.rule_sets]),
        chained(exact, steady),
        chained(every, steady),
    )


def filled(values: np.ndarray) -> np.ndarray:
    """Gaps in (Y, C) by the nearest year's figure."""
    found, years = np.zeros(values.shape), np.arange(len(values))
    for country, series in enumerate(values.T):
        known = np.flatnonzero(np.isfinite(series))
        if known.size:
            found[:, country] = series[known[np.abs(years[:, None] - known).argmin(1)]]
    return found


def chained(values: np.ndarray, usable: np.ndarray) -> np.ndarray:
    published = np.isfinite(values)
    index = np.where(published.any(1), 100.0, np.nan)
    for year in range(1, len(values)):
        common = published[year - 1] & published[year] & usable[year]
        step = np.where(common, values[year], 0.0).sum(0) / np.where(common, values[year - 1], 0.0).sum(0)
        starts = ~published[:year].any((0, 1))
        index[year] = np.where(starts, index[year], index[year - 1] * step)
    return index


@dataclass(frozen=True, slots=True)
class Scoped:
    """(Y, G, ranked) columns of all measures, the judged cells, and which groups form each scheme."""

    columns: dict[str, np.ndarray]
    judged: np.ndarray
    schemes: list[np.ndarray]
    ordered: dict[tuple[str, str], np.ndarray]

    def ranks(self) -> np.ndarray:
        """Of size, quotient and relative wage in their group, of focus among all groups of a scheme."""
        columns, judged = self.columns, self.judged
        kept = [np.where(judged, columns[name], np.nan) for name in ("location_quotient", "relative_wage", "focus")]
        focus = np.zeros(judged.shape, np.int32)
        for groups in self.schemes:
            part = kept[2][:, groups]
            focus[:, groups] = competition(part.reshape(len(part), -1)).reshape(part.shape)
        return np.stack([competition(columns["persons_employed"]), *map(competition, kept[:2]), focus])

    def stars(self, rules: RuleSet) -> np.ndarray:
        passes = [self.passes(test) for test in rules.all_tests]
        gates, tests = passes[: len(rules.gates)], np.stack(passes[len(rules.gates) :])
        if rules.result == "ladder":
            tests = np.logical_and.accumulate(tests)
        lacks = np.zeros(self.judged.shape, bool)
        for gate in rules.gates:
            lacks |= np.isnan(self.columns[gate.measure])
        result = np.where(np.logical_and.reduce(gates), tests.sum(0, dtype=np.int8), np.int8(0))
        return np.where(self.judged & ~lacks, result, np.int8(-1))

    def passes(self, test: StarTest) -> np.ndarray:
        values = self.columns[test.measure]
        cut = np.array(test.value) if test.kind == "fixed" else self.cut(test)
        if test.kind != "fixed" and test.at_least is not None:
            cut = np.where(np.isnan(cut), np.nan, np.maximum(cut, test.at_least))
        return values > cut if test.is_strict else values >= cut

    def cut(self, test: StarTest) -> np.ndarray:
        """(Y, G, 1)"""
        if test.scope != "all-traded":
            return quantile(self.sorted(test.measure, test.scope), test)
        found, values = np.empty((*self.judged.shape[:2], 1)), np.where(self.judged, self.columns[test.measure], np.nan)
        for groups in self.schemes:
            part = np.sort(values[:, groups].reshape(len(values), 1, -1), axis=-1)
            found[:, groups] = quantile(part, test)
        return found

    def sorted(self, measure: str, scope: str) -> np.ndarray:
        if (measure, scope) not in self.ordered:
            persons = self.columns["persons_employed"]
            within = {"published": np.isfinite(persons), "with-employment": self.judged & (persons > 0)}
            chosen = np.where(within.get(scope, self.judged), self.columns[measure], np.nan)
            self.ordered[measure, scope] = np.sort(chosen, axis=-1)
        return self.ordered[measure, scope]


def quantile(ordered: np.ndarray, test: StarTest) -> np.ndarray:
    """The cut of a test in ascending columns with NaN last: the top share, or the percentile (type 7)."""
    n = np.isfinite(ordered).sum(-1, keepdims=True)
    last = max(ordered.shape[-1] - 1, 0)
    if test.kind == "top-share":
        place = n - np.ceil(np.round(test.value * n, 9)).astype(int)
        return np.where(n > 0, np.take_along_axis(ordered, np.clip(place, 0, last), -1), np.nan)
    position = np.maximum((n - 1) * test.value, 0)
    low, high = np.floor(position).astype(int), np.ceil(position).astype(int)
    below, above = (np.take_along_axis(ordered, np.clip(place, 0, last), -1) for place in (low, high))
    return np.where(n > 0, below + (position - low) * (above - below), np.nan)


def competition(values: np.ndarray) -> np.ndarray:
    """1 for the largest along the last axis, equal values share the better rank, 0 where NaN."""
    negative = np.where(np.isfinite(values), -values, np.inf)
    sequence = np.argsort(negative, axis=-1)
    ordered = np.take_along_axis(negative, sequence, -1)
    place = np.broadcast_to(np.arange(1, values.shape[-1] + 1, dtype=np.int32), values.shape).copy()
    is_tied = (ordered[..., 1:] == ordered[..., :-1]) & np.isfinite(ordered[..., 1:])
    some = is_tied.any(-1)
    shared = place[some]
    shared[:, 1:][is_tied[some]] = 0
    place[some] = np.maximum.accumulate(shared, axis=-1)
    ranks = np.empty(values.shape, np.int32)
    np.put_along_axis(ranks, sequence, place, -1)
    return np.where(np.isfinite(values), ranks, 0)
