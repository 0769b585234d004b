"""What a release check found, ready to be stored; words are put to it where it is shown."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from observatory.loading.checks.grid import Grid

EXAMPLES = 50


class Severity(StrEnum):
    OK = "ok"
    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Example:
    """One cell: what stands in the release and what it was compared with."""

    region: str
    industry: str
    year: int
    found: float
    expected: float


@dataclass(frozen=True, slots=True)
class Finding:
    """`compared` cells were looked at, `differing` of them are outside the tolerance; the worst are examples."""

    check: str
    severity: Severity
    compared: int
    differing: int
    examples: tuple[Example, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def worst(
    grid: Grid, found: NDArray[np.float64], expected: NDArray[np.float64], size: NDArray[np.float64]
) -> tuple[Example, ...]:
    """Examples where `size` is largest; NaN and zero sizes are left out. All shapes (codes, industries, years)."""
    flat = np.nan_to_num(size, nan=0.0).ravel()
    order = np.argsort(-flat, kind="stable")[:EXAMPLES]
    places = zip(*np.unravel_index(order[flat[order] > 0], size.shape), strict=True)
    return tuple(
        Example(
            region=grid.codes[code],
            industry=grid.industries[industry],
            year=grid.years[year],
            found=round(float(found[code, industry, year]), 4),
            expected=round(float(expected[code, industry, year]), 4),
        )
        for code, industry, year in places
    )


def differences(
    check: str, grid: Grid, found: NDArray[np.float64], expected: NDArray[np.float64], excess: NDArray[np.float64]
) -> Finding:
    """A finding from arrays of one shape; `excess` is positive where the difference is outside the tolerance.

    More than one difference in twenty is a warning, any other a note.
    """
    is_compared = ~np.isnan(excess)
    compared, differing = int(is_compared.sum()), int((excess[is_compared] > 0).sum())
    severity = Severity.OK if not differing else Severity.WARNING if differing * 20 > compared else Severity.NOTE
    return Finding(check, severity, compared, differing, worst(grid, found, expected, np.maximum(excess, 0)))
