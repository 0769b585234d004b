"""Cells of all files of a release as columns, sorted by their key."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FIRST_YEAR = 1900
YEARS = 256
INDUSTRIES = 4096
REGIONS = 1 << 20


@dataclass(frozen=True, slots=True)
class Batch:
    """Unsorted cells of one block of one file; `line` and `column` say where each stood. All of one length."""

    key: NDArray[np.int64]
    value: NDArray[np.float64]
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    file: NDArray[np.uint8]
    line: NDArray[np.int32]
    column: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells sorted by indicator, region, industry and year, one a key. Regions and industries are ranks."""

    indicator: NDArray[np.int16]
    region: NDArray[np.int32]
    industry: NDArray[np.int16]
    year: NDArray[np.int16]
    value: NDArray[np.float64]
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.value)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A cell whose key a cell before it already had."""

    file: int
    line: int
    column: int


def pack(
    indicator: NDArray[np.int64], region: NDArray[np.int64], industry: NDArray[np.int64], year: NDArray[np.int64]
) -> NDArray[np.int64]:
    """One sortable number a key; arguments broadcast against each other."""
    return ((indicator * REGIONS + region) * INDUSTRIES + industry) * YEARS + (year - FIRST_YEAR)


def years_of(batches: Sequence[Batch]) -> tuple[int, ...]:
    """The first and the last year of the batches; empty without a cell."""
    years = [batch.key % YEARS + FIRST_YEAR for batch in batches if len(batch.key)]
    return (min(int(part.min()) for part in years), max(int(part.max()) for part in years)) if years else ()


def collect(batches: Sequence[Batch]) -> tuple[Cells, list[Duplicate]]:
    """Join and sort batches. Of cells with the same key the first in the files' order stays."""
    if not batches:
        batches = [Batch(*(np.zeros(0, t) for t in ("i8", "f8", "u1", "u1", "u1", "i4", "i2")))]
    key = np.concatenate([batch.key for batch in batches])
    order = np.argsort(key, kind="stable")
    key = key[order]
    is_repeated = np.concatenate([[False], key[1:] == key[:-1]]) if len(key) else np.zeros(0, bool)
    repeated = order[is_repeated]
    order, key = order[~is_repeated], key[~is_repeated]
    rest, year = np.divmod(key, YEARS)
    rest, industry = np.divmod(rest, INDUSTRIES)
    indicator, region = np.divmod(rest, REGIONS)
    cells = Cells(
        indicator=indicator.astype(np.int16),
        region=region.astype(np.int32),
        industry=industry.astype(np.int16),
        year=(year + FIRST_YEAR).astype(np.int16),
        value=np.concatenate([batch.value for batch in batches])[order],
        status=np.concatenate([batch.status for batch in batches])[order],
        marks=np.concatenate([batch.marks for batch in batches])[order],
    )
    return cells, _duplicates(batches, repeated)


def _duplicates(batches: Sequence[Batch], repeated: NDArray[np.int64]) -> list[Duplicate]:
    if not len(repeated):
        return []
    places = [np.concatenate([getattr(batch, name) for batch in batches])[repeated] for name in Duplicate.__slots__]
    return [Duplicate(*map(int, place)) for place in sorted(zip(*places, strict=True))]
