"""The measures of cells that the cubes hold: JSON-stat and SDMX-CSV name them alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """`field` of the cell, `unit_code` its unit in SDMX-CSV; `is_relative`: it depends on the reference area."""

    code: str
    field: str
    label: str
    unit: str
    decimals: int
    unit_code: str
    is_relative: bool = False


PERSONS = Measure("PERSONS_EMPLOYED", "persons_employed", "Persons employed", "persons", 0, "PS")
MEASURES = (
    PERSONS,
    Measure("LOCAL_UNITS", "local_units", "Local units", "units", 0, "UNIT"),
    Measure("WAGES", "wages_meur", "Wages and salaries", "million euro", 1, "MIO_EUR"),
    Measure("LOCATION_QUOTIENT", "location_quotient", "Location quotient", "times the area's share", 2, "RATIO", True),
    Measure("SIZE", "size", "Size: share of the group in the area", "share, 0-1", 4, "SHARE", True),
    Measure("FOCUS", "focus", "Focus: share of the region", "share, 0-1", 4, "SHARE", True),
    Measure("GROWTH", "growth", "Growth of persons employed a year", "rate, 0.02 is 2%", 4, "RATE"),
    Measure("WAGE_PER_PERSON", "wage_per_person_eur", "Wages per person employed", "euro a year", 0, "EUR"),
    Measure("RELATIVE_WAGE", "relative_wage", "Wage against the mean of the country", "1 = mean", 2, "RATIO"),
    Measure("PERSONS_PER_UNIT", "persons_per_unit", "Persons employed per local unit", "persons a unit", 1, "PS_UNIT"),
)
