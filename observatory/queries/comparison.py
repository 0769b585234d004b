"""Several subjects side by side: the same indicators for all, the peers they are measured against, and their years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from observatory.comparison import Compared, Kind
from observatory.models import Release
from observatory.stats.comparing import Peers, Standing, standing


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared: `value` as it stands in the address, and the object that names it."""

    value: str
    thing: Any


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of one subject; `period` where it is of other years than the page's, `is_estimated` where in part."""

    value: float | None
    period: str = ""
    is_estimated: bool = False
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: a value and peers a subject, in the order of the subjects."""

    indicator: Compared
    values: tuple[Value, ...]
    peers: tuple[Peers, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        pairs = zip(self.values, self.peers, strict=True)
        return tuple(standing(one.value, peers, self.indicator.direction) for one, peers in pairs)

    @property
    def common_peers(self) -> Peers | None:
        """The peers that all subjects share."""
        return self.peers[0] if len(set(self.peers)) == 1 else None


@dataclass(frozen=True, slots=True)
class YearValue:
    """`is_break`: not to be joined with the year before, for the series of the region or its country breaks."""

    year: int
    value: float | None
    is_estimated: bool = False
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """`series` are persons employed by year, one a subject; of `level` are regions and their peers."""

    kind: Kind
    release: Release
    year: int
    subjects: tuple[Subject, ...]
    lines: tuple[Line, ...]
    series: tuple[tuple[YearValue, ...], ...]
    level: int = 2


def index_of(series: Sequence[Sequence[YearValue]]) -> tuple[tuple[YearValue, ...], ...]:
    """Each series as an index, 100 in the first year in which all of them have a figure; nothing where none has."""
    by_year = [{one.year: one.value for one in line if one.value} for line in series]
    common = sorted(set.intersection(*(set(values) for values in by_year))) if by_year else []
    if not common:
        return tuple(() for _line in series)
    base = [values[common[0]] or 0.0 for values in by_year]
    return tuple(
        tuple(replace(one, value=None if one.value is None else 100 * one.value / start) for one in line)
        for line, start in zip(series, base, strict=True)
    )
