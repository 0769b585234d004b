"""Which rows of a file are wanted, and what their codes mean here. Every other row is counted with a reason."""

from collections import Counter
from dataclasses import dataclass, field

from observatory.loading.problems import Kind, Problem, Problems
from observatory.loading.profiles import Profile, SourceIndicator
from observatory.loading.territory import Territory
from observatory.loading.tsv import Header

TOTAL = "TOTAL"

RowCodes = tuple[str, str, str]
"""Region, industry and indicator code of a row, as the source writes them."""


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

    def start(self, header: Header) -> None:
        """Find the dimensions in the file's order. Raises MissingDimension."""
        names = header.dimensions
        wanted = (self.profile.region_dimension, self.profile.industry_dimension, self.profile.indicator_dimension)
        missing = [name for name in wanted if name and name not in names]
        if missing:
            raise MissingDimension(f"the dimension {missing[0]} is missing; the file has {', '.join(names)}")
        region, industry, indicator = (names.index(name) if name else -1 for name in wanted)
        others = tuple((place, name) for place, name in enumerate(names) if name in self.profile.needed)
        self._places = (region, industry, indicator, others)
        self._indicators = {i.code: i for i in self.profile.indicator}

    @property
    def is_started(self) -> bool:
        return self._places is not None

    def codes(self, key: tuple[str, ...]) -> RowCodes:
        """Region, industry and indicator code of a row."""
        region, industry, indicator, _ = self._known_places()
        return key[region], key[industry] if industry >= 0 else TOTAL, key[indicator] if indicator >= 0 else ""

    def indicator(self, code: str) -> SourceIndicator:
        return self._indicators[code]

    def is_wanted(self, key: tuple[str, ...], line: int) -> bool:
        """Whether the row is loaded; if not, it is counted in `dropped` or, being unknown, in `problems` too."""
        for place, name in self._known_places()[3]:
            if key[place] not in self.profile.needed[name]:
                return self._drop(f"{name} not needed", key[place])
        region, industry, indicator = self.codes(key)
        if indicator not in self._indicators:
            if indicator in self.profile.indicators_not_needed:
                return self._drop("indicator not needed", indicator)
            return self._unknown(Kind.UNKNOWN_INDICATOR, indicator, line)
        if self.profile.industries_needed and industry not in self.profile.industries_needed:
            return self._drop("industry not needed", industry)
        if industry not in self.industries:
            return self._unknown(Kind.UNKNOWN_INDUSTRY, industry, line)
        return self._is_region(region, line)

    def _known_places(self) -> tuple[int, int, int, tuple[tuple[int, str], ...]]:
        if self._places is None:
            raise RuntimeError("RowReader.start was not called.")
        return self._places

    def _is_region(self, code: str, line: int) -> bool:
        reason = self._known_regions.get(code)
        if reason is None:
            reason = self._known_regions[code] = self._reason_against(code)
        if not reason:
            return True
        if reason == Kind.UNKNOWN_REGION:
            return self._unknown(Kind.UNKNOWN_REGION, code, line)
        return self._drop(reason, code)

    def _reason_against(self, code: str) -> str:
        if code in self.profile.regions_not_needed:
            return "region not needed"
        level = self.territory.level_of(code)
        if level is not None:
            return "" if level in self.profile.levels else "level not needed"
        return "extra-regio territory" if code[2:3] == "Z" else Kind.UNKNOWN_REGION

    def _drop(self, reason: str, code: str) -> bool:
        self.dropped[reason, code] += 1
        return False

    def _unknown(self, kind: Kind, code: str, line: int) -> bool:
        self.problems.add(Problem(kind, self.file, line, 1, code))
        return self._drop(kind, code)
