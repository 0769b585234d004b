"""What a sum over regions is measured against: the area's groups and the cuts that single regions made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from observatory.models import GroupFigure, Release, StarCut
from observatory.models.figure import Area, Unjudged
from observatory.queries.arithmetic import VALUES, Step
from observatory.queries.custom_members import Year
from observatory.rules import rule_set
from observatory.selection import Selection
from observatory.stats.merging import is_ranked_by_size, judge_sum
from observatory.stats.quotient import location_quotient, share
from observatory.stats.stars import RuleSet, StarTest, is_close
from portal.registry.models import Country, IndustryGroup

Measures = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    stars: int | None
    unjudged: Unjudged | None
    steps: tuple[Step, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judging:
    """`groups` and `cuts` of the chosen year by group key; a cut under None serves all groups of the scheme."""

    rules: RuleSet
    groups: Mapping[int, GroupFigure]
    cuts: Mapping[tuple[int | None, str], StarCut]
    countries: frozenset[str]
    is_outside: bool

    def shares(self, group: int, persons: float | None, total: float | None) -> dict[str, float | None]:
        """Quotient, size and focus of a sum: None where a part is missing."""
        known = self.groups.get(group)
        cell, region = _nan(persons), _nan(total)
        area_group, area = _nan(known.persons_employed if known else None), _nan(known.total_persons if known else None)
        return {
            "location_quotient": _number(location_quotient(cell, region, area_group, area)),
            "size": _number(share(cell, area_group)),
            "focus": _number(share(cell, region)),
        }

    def judge(self, group: IndustryGroup, measures: Measures) -> Verdict:
        why = self._why_not(group, measures)
        if why is not None:
            return Verdict(None, why)
        steps = tuple(self._step(test, group, measures) for test in self.rules.all_tests)
        if any(one.is_gate and one.value is None for one in steps if not is_ranked_by_size(one.test)):
            return Verdict(None, Unjudged.MISSING_MEASURE)
        left_out = tuple(one.test.title for one in steps if is_ranked_by_size(one.test))
        return Verdict(judge_sum(self.rules, [one.passed for one in steps]), None, steps, left_out)

    def _why_not(self, group: IndustryGroup, measures: Measures) -> Unjudged | None:
        known = self.groups.get(group.pk)
        of_group = Unjudged(known.unjudged) if known and known.unjudged else None
        reasons = (
            (self.is_outside, Unjudged.OUTSIDE_AREA),
            (of_group is not None and of_group != Unjudged.AREA_TOO_SMALL, of_group),
            (measures["persons_employed"] is None, Unjudged.NO_FIGURE),
            (known is None or not self.countries <= set(known.countries), Unjudged.COUNTRY_WITHOUT_GROUP),
            (of_group is not None, of_group),
            (measures["location_quotient"] is None, Unjudged.NO_TOTAL),
        )
        return next((why for is_so, why in reasons if is_so), None)

    def _step(self, test: StarTest, group: IndustryGroup, measures: Measures) -> Step:
        """A test with the cut of single regions; one that ranks them by size is left out: neither passed nor failed."""
        found = self.cuts.get((group.pk, test.code)) or self.cuts.get((None, test.code))
        cut = found.cut if found else (test.value if test.kind == "fixed" else None)
        value = measures.get(VALUES.get(test.measure, test.measure))
        return Step(
            test=test,
            is_gate=test in self.rules.gates,
            value=value,
            cut=cut,
            n=found.n if found else None,
            rank=None,
            passed=None if is_ranked_by_size(test) else _passes(test, value, cut),
            is_close=value is not None and cut is not None and is_close(value, cut),
        )


def read_judging(now: Year, release: Release, selection: Selection) -> Judging:
    """2 queries."""
    of_year = {"release": release, "area": selection.area, "year": selection.year}
    groups = GroupFigure.objects.filter(**of_year, group__scheme=selection.scheme)
    cuts = StarCut.objects.filter(**of_year, rules=selection.rules, scheme=selection.scheme)
    countries = [row.region.country for row in now.rows]
    return Judging(
        rules=rule_set(selection.rules),
        groups={row.group_id: row for row in groups},
        cuts={(row.group_id, row.test): row for row in cuts},
        countries=frozenset(country.code for country in countries),
        is_outside=selection.area == Area.EU27 and any(not _is_member(country) for country in countries),
    )


def _is_member(country: Country) -> bool:
    return country.membership == Country.Membership.EU27


def _passes(test: StarTest, value: float | None, cut: float | None) -> bool:
    if value is None or cut is None:
        return False
    return value > cut if test.is_strict else value >= cut


def _nan(value: float | None) -> float:
    return np.nan if value is None else value


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
