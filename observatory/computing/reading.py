"""The cube of a release, read from PostgreSQL in whole columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from observatory.computing.cube import NO_ROW, NOWHERE, Cube, Figures, Groups, Numbers, Places, Sections
from observatory.computing.scope import (
    LOCAL_UNITS,
    MEASURES,
    NATIONAL_PERSONS,
    NATIONAL_TOTAL,
    PERSONS_EMPLOYED,
    SECTIONS,
    WAGES,
)
from observatory.models import Release
from observatory.stats.groups import composition_coverage
from portal.registry.models import GroupMember, Industry, IndustryGroup, Scheme

# No column is null and none varies in width, so that the binary answer is one array of equal records.
CELLS = """
COPY (
    SELECT o.indicator::int2, o.region_id::int8, i.place::int2, o.year::int2,
           coalesce(o.value, 'NaN')::float8, o.status::int2, o.marks::int2
    FROM observatory_observation o
    JOIN (SELECT code, row_number() OVER (ORDER BY code COLLATE "C") - 1 AS place FROM registry_industry) i
      ON i.code = o.industry_id
    WHERE o.release_id = {release} AND o.indicator IN ({indicators})
) TO STDOUT (FORMAT binary)
"""
FIELDS = (("indicator", 2), ("region", 8), ("industry", 2), ("year", 2), ("value", 8), ("status", 2), ("marks", 2))
RECORD = np.dtype(
    [("fields", ">i2")]
    + [
        pair
        for name, size in FIELDS
        for pair in ((f"{name}_bytes", ">i4"), (name, ">f8" if name == "value" else f">i{size}"))
    ]
)
HEADER_BYTES, TRAILER_BYTES = 19, 2


@dataclass(frozen=True, slots=True)
class Records:
    """Cells as stored: arrays of equal length; `industry` is the place of a code in byte order."""

    indicator: Numbers
    region: Numbers
    industry: Numbers
    year: Numbers
    value: Figures
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]


def read_records(release: Release) -> Records:
    """Every cell of the indicators that figures are computed from. 1 query."""
    indicators = ", ".join(str(number) for number in (*MEASURES, NATIONAL_PERSONS))
    stream = BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(CELLS.format(release=int(release.pk), indicators=indicators), stream)
    rows = np.frombuffer(stream.getbuffer()[HEADER_BYTES:-TRAILER_BYTES], RECORD)
    return Records(
        indicator=rows["indicator"].astype(np.int64),
        region=rows["region"].astype(np.int64),
        industry=rows["industry"].astype(np.int64),
        year=rows["year"].astype(np.int64),
        value=rows["value"].astype(float),
        status=rows["status"].astype(np.uint8),
        marks=rows["marks"].astype(np.uint8),
    )


def read_industries() -> list[str]:
    """Codes in byte order, as `CELLS` numbers them. 1 query."""
    return sorted(Industry.objects.values_list("code", flat=True), key=lambda code: code.encode())


def read_groups(industries: Sequence[str], held: NDArray[np.bool_]) -> Groups:
    """All groups of all schemes; `held` (I,) are the industries of which the source has anything. 3 queries."""
    schemes = tuple(Scheme.objects.order_by("position", "code").values_list("code", flat=True))
    rows = list(
        IndustryGroup.objects.order_by("scheme__position", "scheme", "position").values_list("pk", "scheme", "market")
    )
    place = {pk: number for number, (pk, _, _) in enumerate(rows)}
    column = {code: number for number, code in enumerate(industries)}
    weights = np.zeros((len(rows), len(industries)))
    for group, industry, weight in GroupMember.objects.values_list("group", "industry", "weight"):
        weights[place[group], column[industry]] = weight
    return Groups(
        ids=np.array([pk for pk, _, _ in rows], dtype=np.int64),
        schemes=schemes,
        scheme=np.array([schemes.index(scheme) for _, scheme, _ in rows], dtype=np.int64),
        is_traded=np.array([market == IndustryGroup.Market.TRADED for _, _, market in rows], dtype=bool),
        weights=weights * held,
        held=np.nan_to_num(composition_coverage(weights, held)),
    )


def read_sections(industries: Sequence[str]) -> Sections:
    """Sections and their divisions (NACE level 2) on the industry axis. S95 is its own section. 1 query."""
    column = {code: number for number, code in enumerate(industries)}
    pairs = [("S95", "S95")] + [
        (code, parent)
        for code, parent in Industry.objects.filter(level=2).order_by("code").values_list("code", "parent")
        if parent in SECTIONS
    ]
    return Sections(
        rows=np.array([column.get(section, NOWHERE) for section in SECTIONS]),
        divisions=np.array([column.get(code, NOWHERE) for code, _ in pairs]),
        section_of=np.array([SECTIONS.index(section) for _, section in pairs]),
    )


def build_cube(
    records: Records, places: Places, country_of: Mapping[int, int], years: Numbers, industries: Sequence[str]
) -> Cube:
    """Spread the records over years × places × industries; records of places that do not count are left out.

    `country_of` gives the index in `places.countries` of a country's row of any NUTS version. 5 queries.
    """
    spread = Spread(records, years, _positions(records, places, years), len(places.level), len(industries))
    persons = spread.table(PERSONS_EMPLOYED, records.value, np.nan)
    return Cube(
        years=years,
        industries=tuple(industries),
        persons=persons,
        units=spread.table(LOCAL_UNITS, records.value, np.nan),
        wages=spread.table(WAGES, records.value, np.nan),
        status=spread.table(PERSONS_EMPLOYED, records.status, NO_ROW),
        marks=spread.table(PERSONS_EMPLOYED, records.marks, 0),
        national=_national(records, country_of, (len(years), len(places.countries)), years, industries),
        places=places,
        groups=read_groups(industries, np.isfinite(persons).any(axis=(0, 1))),
        sections=read_sections(industries),
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """Where each record stands in a table of years × places × industries; `position` −1 is nowhere."""

    records: Records
    years: Numbers
    position: Numbers
    places: int
    industries: int

    def table(self, indicator: int, values: np.ndarray, absent: float) -> np.ndarray:
        """(Y, R, I) of one indicator's `values`, `absent` where no record is."""
        found = np.full((len(self.years), self.places, self.industries), absent, dtype=values.dtype)
        chosen = (self.records.indicator == indicator) & (self.position != NOWHERE)
        year = np.searchsorted(self.years, self.records.year[chosen])
        found[year, self.position[chosen], self.records.industry[chosen]] = values[chosen]
        return found


def _positions(records: Records, places: Places, years: Numbers) -> Numbers:
    """Place of every record, −1 where its region does not count in that year or the year is not shown."""
    last = max(int(places.rows.max(initial=0)), int(records.region.max(initial=0)))
    table = np.full((len(years) + 1, last + 1), NOWHERE)
    year, place = np.nonzero(places.is_there)
    table[year, places.rows[year, place]] = place
    found = np.searchsorted(years, records.year)
    is_shown = np.isin(records.year, years)
    return np.asarray(table[np.where(is_shown, found, len(years)), records.region])


def _national(
    records: Records,
    country_of: Mapping[int, int],
    shape: tuple[int, int],
    years: Numbers,
    industries: Sequence[str],
) -> Figures:
    """(Y, C): the national totals, whichever NUTS version their country rows have."""
    found = np.full(shape, np.nan)
    if NATIONAL_TOTAL not in industries:
        return found
    chosen = (records.indicator == NATIONAL_PERSONS) & (records.industry == industries.index(NATIONAL_TOTAL))
    for region, year, value in zip(records.region[chosen], records.year[chosen], records.value[chosen], strict=True):
        if int(region) in country_of and year in years:
            found[np.searchsorted(years, year), country_of[int(region)]] = value
    return found
