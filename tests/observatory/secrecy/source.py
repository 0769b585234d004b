"""What the source alone gives away: its own figures, and the sums that anybody knows to hold between them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from observatory.computing.scope import SECTIONS
from observatory.models import Observation, RegionFigure, Release, Status
from portal.registry.models import GroupMember
from tests.observatory.secrecy.subtraction import MEASURES, PERSONS, Equation, Term, figure, solve, whole

NUTS2_LENGTH = 4


@dataclass
class Source:
    """One year. `alias` gives the published code of today's; `weights` the industries of a group `scheme/code`."""

    year: int
    known: dict[Term, float] = field(default_factory=dict)
    secret: set[Term] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    industries: set[str] = field(default_factory=set)
    alias: dict[str, str] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    _parts: list[tuple[str, list[str]]] = field(default_factory=list)

    def term(self, measure: str, region: str, industry: str, year: int | None = None) -> Term:
        """Under the code of the year's figures; a division is the same as the group that it makes up alone."""
        code = region if region in self.regions else self.alias.get(region, region)
        alone = self.weights.get(industry, {})
        plain = next(iter(alone)) if list(alone.values()) == [1.0] else industry
        return (measure, code, plain, year or self.year)

    def recovered(self) -> dict[Term, float]:
        """S: confidential cells that subtraction in the source alone gives away."""
        found = solve([*(figure(term, value) for term, value in self.known.items()), *self.relations()])
        return {term: found[term] for term in self.secret if term in found}

    def relations(self) -> Iterator[Equation]:
        for measure in MEASURES:
            for region in self.regions:
                for industry, parts in self._divisions().items():
                    cells = [(measure, region, part, self.year) for part in parts]
                    yield whole((measure, region, industry, self.year), cells)
            for region, inside in self.inside():
                for industry in self.industries:
                    cells = [(measure, one, industry, self.year) for one in inside]
                    yield whole((measure, region, industry, self.year), cells)

    def _divisions(self) -> dict[str, list[str]]:
        """`C` from its divisions, `G47` from its groups where the source has them all."""
        found = defaultdict(list)
        for code in self.industries - {"S95"}:
            parent = code[0] if len(code) == 3 else code[:3]
            if len(code) > 2 and parent in self.industries:
                found[parent].append(code)
        return found

    def inside(self) -> list[tuple[str, list[str]]]:
        """Regions one level down, and the NUTS 2 regions of a country, in order."""
        if not self._parts:
            self._parts = list(self._find_inside())
        return self._parts

    def _find_inside(self) -> Iterator[tuple[str, list[str]]]:
        for region in sorted(self.regions):
            for length in sorted({len(region) + 1, NUTS2_LENGTH} - set(range(len(region) + 1))):
                inside = sorted(one for one in self.regions if len(one) == length and one.startswith(region))
                if inside and length <= NUTS2_LENGTH:
                    yield region, inside


def read_source(release: Release, year: int) -> Source:
    found = Source(year)
    rows = Observation.objects.filter(release=release, year=year, indicator__lte=len(MEASURES), region__level__lte=2)
    for indicator, region, industry, value, status in rows.values_list(
        "indicator", "region__code", "industry_id", "value", "status"
    ):
        term = (MEASURES[indicator - 1], region, industry, year)
        found.regions.add(region)
        found.industries.add(industry)
        if value is not None:
            found.known[term] = value
        elif status == Status.CONFIDENTIAL:
            found.secret.add(term)
    today = RegionFigure.objects.filter(release=release, year=year, is_union=False, current_region__isnull=False)
    found.alias = dict(today.values_list("current_region__code", "region__code"))
    for scheme, group, industry, weight in GroupMember.objects.values_list(
        "group__scheme", "group__code", "industry", "weight"
    ):
        found.weights.setdefault(f"{scheme}/{group}", {})[industry] = weight
    return found


def all_sections(source: Source, region: str) -> Equation:
    """A region's total, where nothing of it is estimated, is the sum of its sections."""
    parts = [source.term(PERSONS, region, section) for section in SECTIONS]
    return whole(source.term(PERSONS, region, "*"), parts)
