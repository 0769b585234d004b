"""What changed in a place between two years: level, sections against the area, groups and their quotients.

Only years that can be compared: a total in both, no break in series of the region or its country in between, and
countries with most of the area's persons employed that publish both years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from observatory.computing.scope import SECTIONS
from observatory.models import RegionFigure, Status
from observatory.queries.countries import CountrySections, CountryTotals, area_of_sections
from observatory.queries.own_sections import OwnSections
from observatory.stats.common import CommonArea
from observatory.stats.growth import yearly_rate
from observatory.stats.quotient import Figures
from observatory.stats.reference import LEAST_OF_AREA
from observatory.stats.shift_share import ShiftShare, TwoYears, shift_share

FEWEST_UNPUBLISHED = 2  # sections: a rest that one section alone makes up would be its secret figure
UNLIKELY_IN_A_YEAR = 0.075  # of a country's total, up or down: rather another register than the economy


class Obstacle(StrEnum):
    """Why two years cannot be compared."""

    NO_TOTAL = "no-total"
    BREAK = "break"
    UNION = "union"
    METHOD = "method"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Refused:
    """A year that cannot be compared, and the year in which the obstacle lies."""

    year: int
    obstacle: Obstacle
    at: int


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section in both years: `before` and `after` where the place publishes both, else `status` says why not.

    Effects and `area_growth` (over the whole period) stand where the area can be compared too.
    """

    code: str
    before: float | None = None
    after: float | None = None
    status: int | None = None
    area_growth: float | None = None
    national: float | None = None
    mix: float | None = None
    regional: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years of a place. Effects are sums over the sections that have them, in persons employed.

    `rest` is the change that no such section carries; None where it would be the figure of one section that the
    place does not publish. `area_growth` is over the whole period, of the `countries` that hold `area_share`.
    """

    since: int
    year: int
    before: float
    after: float
    sections: tuple[SectionChange, ...]
    national: float
    mix: float
    regional: float
    rest: float | None
    area_growth: float
    area_share: float
    countries: int

    @property
    def explained(self) -> tuple[SectionChange, ...]:
        """Sections that have effects."""
        return tuple(one for one in self.sections if one.regional is not None)

    @property
    def ends(self) -> tuple[float, float]:
        """What the effects lead from and to: the totals, or the explained sections where there is no rest to show."""
        if self.rest is not None:
            return self.before, self.after
        return sum(one.before or 0.0 for one in self.explained), sum(one.after or 0.0 for one in self.explained)

    @property
    def yearly_growth(self) -> float:
        return float(yearly_rate(self.before, self.after, self.year - self.since))


@dataclass(frozen=True, slots=True)
class Jump:
    """A rise or fall of the country's total in one year that is hardly real, without a break that says so."""

    year: int
    rate: float


@dataclass(frozen=True, slots=True)
class Change:
    """`years` can be compared with `year`, oldest first; `jumps` of the country lie in the period chosen."""

    year: int
    asked: int | None
    years: tuple[int, ...]
    refused: tuple[Refused, ...]
    comparison: Comparison | None
    jumps: tuple[Jump, ...] = ()

    @property
    def since(self) -> int | None:
        return self.comparison.since if self.comparison else None

    @property
    def refusal(self) -> Refused | None:
        """Why the year that was asked for cannot be compared, or the nearest year where none can be."""
        if self.asked is None:
            return self.refused[-1] if self.refused and not self.years else None
        return next((one for one in self.refused if one.year == self.asked), None)


@dataclass(frozen=True, slots=True)
class Countries:
    """What a change is measured against; `own` is the place's own country."""

    sections: CountrySections
    totals: CountryTotals
    area: str
    own: str

    def jumps(self) -> tuple[Jump, ...]:
        """Of the own country, over all years."""
        column = self.totals.column(self.own)
        pairs = zip(pairwise(self.totals.years), pairwise(column), strict=True)
        rates = [Jump(year, after / before - 1) for (_, year), (before, after) in pairs if before > 0]
        return tuple(one for one in rates if abs(one.rate) > UNLIKELY_IN_A_YEAR)


@dataclass(frozen=True, slots=True)
class _Place:
    """Totals by year and sections of the place that is compared."""

    totals: Mapping[int, RegionFigure]
    own: OwnSections
    countries: Countries


def compare_years(
    totals: Sequence[RegionFigure], own: OwnSections, countries: Countries, year: int, asked: int | None
) -> Change:
    """The change up to `year` since the year asked for, or over the longest period without a break or jump."""
    place = _Place({one.year: one for one in sorted(totals, key=lambda one: -one.is_union)}, own, countries)
    areas: dict[int, tuple[CommonArea, CommonArea]] = {}
    refused = []
    for since in sorted(one for one in countries.sections.years if one < year):
        found = _obstacle(place, since, year) or _area(place, since, year)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            areas[since] = found
    chosen = _longest(tuple(areas), countries.jumps()) if asked is None else asked
    if chosen not in areas:
        return Change(year, asked, tuple(areas), tuple(refused), None)
    jumps = tuple(one for one in countries.jumps() if chosen < one.year <= year)
    return Change(year, asked, tuple(areas), tuple(refused), _compare(place, areas[chosen], chosen, year), jumps)


def _longest(years: Sequence[int], jumps: Sequence[Jump]) -> int | None:
    """The first year after the last jump, or the very first where the jump leaves nothing to compare."""
    last = max((jump.year for jump in jumps), default=0)
    return next((year for year in years if year >= last), min(years, default=None))


def _obstacle(place: _Place, since: int, year: int) -> Refused | None:
    for one in (year, since):
        if one not in place.totals or place.totals[one].persons_employed is None:
            return Refused(since, Obstacle.NO_TOTAL, one)
        if place.totals[one].is_union:
            return Refused(since, Obstacle.UNION, one)
    breaks = place.own.breaks | place.countries.sections.years_of_breaks(place.countries.own)
    inside = [one for one in sorted(breaks) if since < one <= year]
    if inside:
        return Refused(since, Obstacle.BREAK, inside[-1])
    is_same = place.totals[since].is_national == place.totals[year].is_national
    return None if is_same else Refused(since, Obstacle.METHOD, since)


def _area(place: _Place, since: int, year: int) -> tuple[CommonArea, CommonArea] | Refused:
    ground = place.countries
    found = area_of_sections(ground.sections, ground.totals, ground.area, since, year)
    return found if found[1].area_share[0] >= LEAST_OF_AREA else Refused(since, Obstacle.AREA, since)


def _compare(place: _Place, areas: tuple[CommonArea, CommonArea], since: int, year: int) -> Comparison:
    area, whole = areas
    region = TwoYears(place.own.of(since), place.own.of(year))
    before, after = (place.totals[one].persons_employed or 0.0 for one in (since, year))
    sums = TwoYears(*np.where(area.area_share >= LEAST_OF_AREA, area.group, np.nan))
    all_sections = TwoYears(*whole.group[:, 0])
    parts = shift_share(region, TwoYears(before, after), sums, all_sections)
    national, mix, regional, rest = (float(part) for part in parts.sums)
    hidden = int(np.isnan(region.change).sum())
    return Comparison(
        since=since,
        year=year,
        before=before,
        after=after,
        sections=tuple(_sections(place.own, region, sums, parts, (since, year))),
        national=national,
        mix=mix,
        regional=regional,
        rest=None if 0 < hidden < FEWEST_UNPUBLISHED else rest,
        area_growth=float(all_sections.growth),
        area_share=float(whole.area_share[0]),
        countries=int(whole.counts.sum()),
    )


def _sections(
    own: OwnSections, region: TwoYears, area: TwoYears, parts: ShiftShare, years: tuple[int, int]
) -> Iterator[SectionChange]:
    """A section of which one year is not published shows neither."""
    for place, code in enumerate(SECTIONS):
        if np.isnan(region.change[place]):
            yield SectionChange(code, status=_why(own, code, years))
            continue
        start, end = (float(np.asarray(values)[place]) for values in (region.start, region.end))
        effects = [known(part[place]) for part in (area.growth, parts.national, parts.mix, parts.regional)]
        yield SectionChange(code, start, end, None, *effects)


def _why(own: OwnSections, code: str, years: tuple[int, int]) -> int:
    """Confidential where the section is in one of the years, else not available."""
    found = [own.status.get((year, code), Status.NOT_AVAILABLE) for year in years]
    return int(Status.CONFIDENTIAL if Status.CONFIDENTIAL in found else Status.NOT_AVAILABLE)


def known(value: Figures | float) -> float | None:
    """A number, None for NaN."""
    number = float(value)
    return number if np.isfinite(number) else None
