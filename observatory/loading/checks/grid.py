"""The cells of a release as dense arrays: region code × industry × year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from observatory.loading.flags import ABSENT
from observatory.loading.reading import Reading

SECTIONS = ("B", "C", "D", "E", "F", "G", "H", "I", "J", "L", "M", "N", "S95")


@dataclass(frozen=True, slots=True)
class Layer:
    """One indicator; all of shape (codes, industries, years). NaN and ABSENT where there is no cell."""

    values: NDArray[np.float64]
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]


@dataclass(frozen=True)
class Grid:
    """Axes of all layers. A region code is one row whatever its NUTS version: a year has one version."""

    reading: Reading

    @cached_property
    def codes(self) -> tuple[str, ...]:
        codes = self.reading.territory.codes
        return tuple(sorted({codes[rank] for rank in np.unique(self.reading.cells.region)}))

    @cached_property
    def industries(self) -> tuple[str, ...]:
        return tuple(self.reading.industries[rank] for rank in np.unique(self.reading.cells.industry))

    @cached_property
    def years(self) -> tuple[int, ...]:
        years = np.unique(self.reading.cells.year)
        return tuple(range(int(years[0]), int(years[-1]) + 1))

    @cached_property
    def code_at(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def industry_at(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.industries)}

    def layer(self, indicator: int) -> Layer:
        cells, shape = self.reading.cells, (len(self.codes), len(self.industries), len(self.years))
        part = slice(*np.searchsorted(cells.indicator, [indicator, indicator + 1]))
        place = (self._rows[cells.region[part]], self._columns[cells.industry[part]], cells.year[part] - self.years[0])
        values, status, marks = np.full(shape, np.nan), np.full(shape, ABSENT, np.uint8), np.zeros(shape, np.uint8)
        values[place], status[place], marks[place] = cells.value[part], cells.status[part], cells.marks[part]
        return Layer(values, status, marks)

    def sections(self) -> list[int]:
        """Places of the sections that the release has, in the order of the classification."""
        return [self.industry_at[code] for code in SECTIONS if code in self.industry_at]

    def divisions_of(self, section: str) -> list[int]:
        """Places of the divisions of a section: C29 is one of C."""
        return [place for code, place in self.industry_at.items() if len(code) == 3 and code[0] == section]

    def level(self, level: int) -> list[int]:
        """Places of the regions of a NUTS level."""
        return [place for code, place in self.code_at.items() if len(code) == level + 2]

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        territory = self.reading.territory
        return np.array([self.code_at.get(code, -1) for code in territory.codes], np.int32)

    @cached_property
    def _columns(self) -> NDArray[np.int32]:
        return np.array([self.industry_at.get(code, -1) for code in self.reading.industries], np.int32)
