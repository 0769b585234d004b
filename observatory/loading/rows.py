"""Which rows of a file are wanted, and what their codes mean here. Every other row is counted with a reason."""

from collections import Counter
from dataclasses import dataclass, field

from observatory.loading.problems import Kind, Problem, Problems
from observatory.loading.profiles import Profile, SourceIndicator
from observatory.loading.territory import Territory
from observatory.loading.tsv import Header, Select

TOTAL = "TOTAL"

RowCodes = tuple[str, str, str]
"""Region, industry and indicator code of a row, as the source writes them."""
Refusal = tuple[str, str]
"""Why a row is not loaded, and the code concerned."""
UNKNOWN = frozenset({Kind.UNKNOWN_REGION, Kind.UNKNOWN_INDUSTRY, Kind.UNKNOWN_INDICATOR})


class MissingDimension(ValueError):
    """The file lacks a dimension that its profile names."""


@dataclass(slots=True)
class RowReader:
    """Decides row by row. `dropped` counts rows by reason and code."""

    profile: Profile
    territory: Territory
    industries: dict[str, int]
    file: str
    problems: Problems
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    _places: tuple[int, int, int, tuple[tuple[int, str], ...]] | None = None
    _known_regions: dict[str, str] = field(default_factory=dict)
    _indicators: dict[str, SourceIndicator] = field(default_factory=dict)

    def start(self, header: Header) -> Select:
        """Find the dimensions in the file's order, then select rows. Raises MissingDimension."""
        names = header.dimensions
        wanted = (self.profile.region_dimension, self.profile.industry_dimension, self.profile.indicator_dimension)
        missing = [name for name in wanted if name and name not in names]
        if missing:
            raise MissingDimension(f"the dimension {missing[0]} is missing; the file has {', '.join(names)}")
        region, industry, indicator = (names.index(name) if name else -1 for name in wanted)
        others = tuple((place, name) for place, name in enumerate(names) if name in self.profile.needed)
        self._places = (region, industry, indicator, others)
        self._indicators = {i.code: i for i in self.profile.indicator}
        return self.select

    def indicator(self, code: str) -> SourceIndicator:
        return self._indicators[code]

    def select(self, key: tuple[str, ...], line: int) -> RowCodes | None:
        """Codes of a row that is loaded; any other is counted in `dropped` and, being unknown, in `problems`."""
        if self._places is None:
            raise RuntimeError("RowReader.start was not called.")
        region, industry, indicator, others = self._places
        codes = (
            key[region],
            key[industry] if industry >= 0 else TOTAL,
            key[indicator] if indicator >= 0 else "",
        )
        refusal = self._further_dimension(key, others) or self._refusal(*codes)
        if refusal is None:
            return codes
        self.dropped[refusal] += 1
        if refusal[0] in UNKNOWN:
            self.problems.add(Problem(Kind(refusal[0]), self.file, line, 1, refusal[1]))
        return None

    def _further_dimension(self, key: tuple[str, ...], others: tuple[tuple[int, str], ...]) -> Refusal | None:
        for place, name in others:
            if key[place] not in self.profile.needed[name]:
                return f"{name} not needed", key[place]
        return None

    def _refusal(self, region: str, industry: str, indicator: str) -> Refusal | None:
        """Why a row with these codes is not loaded, and the code concerned."""
        if indicator not in self._indicators:
            is_known = indicator in self.profile.indicators_not_needed
            return "indicator not needed" if is_known else Kind.UNKNOWN_INDICATOR, indicator
        if self.profile.industries_needed and industry not in self.profile.industries_needed:
            return "industry not needed", industry
        if industry not in self.industries:
            return Kind.UNKNOWN_INDUSTRY, industry
        reason = self._known_regions.get(region)
        if reason is None:
            reason = self._known_regions[region] = self._reason_against(region)
        return (reason, region) if reason else None

    def _reason_against(self, code: str) -> str:
        if code in self.profile.regions_not_needed:
            return "region not needed"
        level = self.territory.level_of(code)
        if level is not None:
            return "" if level in self.profile.levels else "level not needed"
        return "extra-regio territory" if code[2:3] == "Z" else Kind.UNKNOWN_REGION
