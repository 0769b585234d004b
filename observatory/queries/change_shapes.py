"""What a change is: two years that are compared or refused, sections with their effects, jumps of a country."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from observatory.queries.countries import CountrySections, CountryTotals
from observatory.stats.growth import yearly_rate

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
