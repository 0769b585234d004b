"""Totals of every place and year: regions by the rules for totals, countries from their sections."""

from dataclasses import dataclass

import numpy as np

from observatory.computing.cube import NUTS0, NUTS1, NUTS2, Cube, Figures, Flags, Numbers
from observatory.models import Mark
from observatory.stats import totals as rules
from observatory.stats.wages import mean_wage


@dataclass(frozen=True, slots=True)
class PlaceTotals:
    """(Y, R) each; `mean_wage` (Y, C) of the countries in euro a year, `countries` (Y, C) their totals.

    `sections` (Y, R, S) are persons employed as published, or summed up exactly.
    """

    persons: Figures
    published: Figures
    estimated_share: Figures
    is_national: Flags
    reason: Numbers
    units: Figures
    wages: Figures
    sections_published: Numbers
    sections: Figures
    countries: Figures
    mean_wage: Figures


@dataclass(frozen=True, slots=True)
class SectionTables:
    """(Y, R, S) sections of the three measures, and where a series of persons employed breaks."""

    persons: rules.Sections
    units: Figures
    wages: Figures
    breaks: Flags


def place_totals(cube: Cube) -> PlaceTotals:
    """Totals of all places, level by level: the regions of a level together make up their country."""
    tables = section_tables(cube)
    places = cube.places
    countries = rules.country_totals(tables.persons.values[:, places.country_place], cube.national)
    found = _of_countries(cube, tables)
    for year in range(len(cube.years)):
        for level in (NUTS1, NUTS2):
            here = np.flatnonzero((places.level == level) & places.is_there[year])
            if here.size:
                _fill(found, year, here, rules.region_totals(_year_of_regions(cube, tables, year, here)))
    return PlaceTotals(
        **found,
        units=tables.units.sum(-1),
        wages=tables.wages.sum(-1),
        sections_published=np.isfinite(tables.persons.values).sum(-1),
        sections=tables.persons.values,
        countries=countries,
        mean_wage=mean_wage(tables.wages[:, places.country_place], tables.persons.values[:, places.country_place]),
    )


def section_tables(cube: Cube) -> SectionTables:
    """Sections as published or summed up exactly from all their divisions."""
    marks = _take(cube.marks, cube.sections.rows, np.uint8(0))
    return SectionTables(
        persons=_sections(cube, cube.persons),
        units=_sections(cube, cube.units).values,
        wages=_sections(cube, cube.wages).values,
        breaks=(marks & Mark.BREAK) > 0,
    )


def _sections(cube: Cube, values: Figures) -> rules.Sections:
    where = cube.sections
    return rules.sections(_take(values, where.rows), _take(values, where.divisions), where.section_of)


def _take(values: np.ndarray, columns: Numbers, missing: float | np.uint8 = np.nan) -> np.ndarray:
    return np.where(columns >= 0, values[..., np.maximum(columns, 0)], missing)


def _year_of_regions(cube: Cube, tables: SectionTables, year: int, here: Numbers) -> rules.YearOfRegions:
    places, persons = cube.places, tables.persons
    last = rules.last_published(persons.values[:, here], tables.breaks[:, here], year)
    return rules.YearOfRegions(
        persons=rules.Sections(persons.values[year, here], persons.floors[year, here]),
        units=tables.units[year, here],
        last=last,
        country=places.country[here],
        country_persons=persons.values[year, places.country_place],
        country_units=tables.units[year, places.country_place],
        is_only=places.is_only[here] & ~places.is_extra_regio[here],
        national=cube.national[year],
    )


def _of_countries(cube: Cube, tables: SectionTables) -> dict[str, np.ndarray]:
    """Countries filled in; every other place still without a total."""
    places, sections = cube.places, tables.persons.values
    is_country = places.is_there & (places.level == NUTS0)
    own = rules.country_totals(sections, cube.national[:, places.country])
    total = np.where(is_country, own, np.nan)
    visible = np.where(np.isfinite(sections), sections, tables.persons.floors).sum(-1)
    no_key = is_country & np.isnan(total)
    return {
        "persons": total,
        "published": np.where(is_country & (visible > 0), visible, np.nan),
        "estimated_share": np.where(np.isfinite(total), 0.0, np.nan),
        "is_national": np.isfinite(total) & np.isnan(sections.sum(-1)),
        "reason": np.where(no_key, rules.Reason.NO_KEY, rules.Reason.HAS_TOTAL).astype(np.int64),
    }


def _fill(found: dict[str, np.ndarray], year: int, here: Numbers, totals: rules.Totals) -> None:
    for name, values in found.items():
        values[year, here] = getattr(totals, name)
