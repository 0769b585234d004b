"""Sections of a place, year by year: as published, or summed where all their divisions are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from observatory.computing.scope import SECTIONS
from observatory.models import Mark
from observatory.stats.quotient import Figures
from observatory.stats.totals import sections as whole_sections
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class SectionCell:
    """A stored cell of the region: a section or a division."""

    year: int
    code: str
    value: float | None
    status: int
    marks: int


@dataclass(frozen=True, slots=True)
class OwnSections:
    """Sections of a region (Y, S): published or summed from all divisions; what is not, by status."""

    years: tuple[int, ...]
    persons: Figures
    breaks: frozenset[int]
    status: Mapping[tuple[int, str], int]

    def of(self, year: int) -> Figures:
        if year not in self.years:
            return np.full(len(SECTIONS), np.nan)
        return np.asarray(self.persons[self.years.index(year)])


def own_sections(cells: Iterable[SectionCell]) -> OwnSections:
    """Sections as published, or summed where all divisions are."""
    by_place = {(one.year, one.code): one for one in cells}
    years = tuple(sorted({year for year, _code in by_place}))
    divisions = _divisions()
    rows = np.array([[_value(by_place.get((year, code))) for code in SECTIONS] for year in years])
    parts = np.array([[_value(by_place.get((year, code))) for code, _ in divisions] for year in years])
    shape = (len(years), len(SECTIONS))
    section_of = np.array([SECTIONS.index(section) for _, section in divisions], dtype=np.int64)
    persons = whole_sections(rows.reshape(shape), parts.reshape(len(years), len(divisions)), section_of).values
    broken = {one.year for one in by_place.values() if one.code in SECTIONS and one.marks & Mark.BREAK}
    status = {key: one.status for key, one in by_place.items() if key[1] in SECTIONS}
    return OwnSections(years, persons, frozenset(broken), status)


def _value(cell: SectionCell | None) -> float:
    return np.nan if cell is None or cell.value is None else cell.value


def _divisions() -> list[tuple[str, str]]:
    """Divisions of the sections covered; S95 is a section and its own division."""
    codes = [group.code for group in reference().groups_of("nace")]
    return [(code, code if code == "S95" else code[0]) for code in codes if code == "S95" or code[0] in SECTIONS]
