"""Places of a release: territories followed through the NUTS versions in which their figures were published."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from observatory.computing.cube import NOWHERE, NUTS0, NUTS2, Numbers, Places, Union
from portal.registry.conversion import Conversions
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS


@dataclass(frozen=True, slots=True)
class RegionRow:
    """What is needed of a region of the registry."""

    pk: int
    code: str
    version: str
    level: int
    country: str
    is_extra_regio: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Regions of NUTS 0–2 in every version, by primary key and by version and code."""

    by_pk: Mapping[int, RegionRow]
    by_code: Mapping[tuple[str, str], RegionRow]


def read_regions() -> Known:
    """1 query."""
    fields = ("pk", "code", "version", "level", "country_id", "is_extra_regio")
    rows = [RegionRow(*row) for row in Region.objects.filter(level__lte=NUTS2).values_list(*fields)]
    return Known({row.pk: row for row in rows}, {(row.version, row.code): row for row in rows})


def counting_regions(published: Iterable[tuple[int, int]], known: Known) -> dict[int, list[RegionRow]]:
    """Regions that count in each year, from pairs (year, region): no territory twice.

    Where a country's figures of one year come under two NUTS versions, those of the version with more regions
    count (2010 holds Finland under both); of equals, the older one.
    """
    by_year: dict[int, list[RegionRow]] = defaultdict(list)
    for year, pk in published:
        if pk in known.by_pk:
            by_year[year].append(known.by_pk[pk])
    return {year: _of_main_versions(rows) for year, rows in sorted(by_year.items())}


def _of_main_versions(rows: Sequence[RegionRow]) -> list[RegionRow]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.country][row.version] += 1
    main = {country: min(found, key=lambda v: (-found[v], v)) for country, found in counts.items()}
    return sorted((row for row in rows if row.version == main[row.country]), key=lambda row: row.code)


def territory(row: RegionRow, versions: Sequence[str], known: Known, conversions: Conversions) -> tuple[str, str]:
    """The newest of `versions` (ascending), and its code, in which the region's borders are still the same.

    Countries and extra-regio territory keep their code.
    """
    for version in reversed([one for one in versions if one > row.version]):
        later = known.by_code.get((version, _code_in(row, version, conversions)))
        if later and later.level == row.level:
            return version, later.code
    return row.version, row.code


def _code_in(row: RegionRow, version: str, conversions: Conversions) -> str:
    """The region's code in a later version, "" where its territory is no region there."""
    if row.level == NUTS0 or row.is_extra_regio:
        return row.code
    found = conversions.to_version(row.code, row.version, version)
    return found.codes[0] if found.is_exact else ""


def build_places(by_year: Mapping[int, Sequence[RegionRow]], known: Known, conversions: Conversions) -> Places:
    """Places of all years: one for every territory, level and code tree as published year by year.

    Every country has a place, also where the source has no row for it.
    """
    every = {row.pk: row for rows in by_year.values() for row in rows}
    versions = sorted({row.version for row in every.values()})
    keys = {pk: (row.level, *territory(row, versions, known, conversions)) for pk, row in every.items()}
    countries = tuple(sorted({row.country for row in every.values()}))
    own = {(NUTS0, *_newest_country(country, versions, known)) for country in countries}
    order = {key: place for place, key in enumerate(sorted({*keys.values(), *own}, key=lambda key: (key[0], key[2])))}
    rows = np.full((len(by_year), len(order)), NOWHERE)
    for year, regions in enumerate(by_year.values()):
        for region in regions:
            rows[year, order[keys[region.pk]]] = region.pk
    latest = [known.by_code[version, code] for _, version, code in order]
    return _places(rows, latest, known, conversions)


def _newest_country(country: str, versions: Sequence[str], known: Known) -> tuple[str, str]:
    return next((version, country) for version in reversed(versions) if (version, country) in known.by_code)


def _places(rows: Numbers, latest: Sequence[RegionRow], known: Known, conversions: Conversions) -> Places:
    table = [[known.by_pk.get(int(pk)) for pk in year] for year in rows]
    codes = np.array([[row.code if row else "" for row in year] for year in table])
    countries = tuple(row.code for row in latest if row.level == NUTS0)
    regions = Counter((row.version, row.level, row.country) for row in known.by_pk.values() if not row.is_extra_regio)
    currents = [[_current(row, known, conversions) if row else NOWHERE for row in year] for year in table]
    return Places(
        codes=codes,
        rows=rows,
        current_rows=np.array(currents),
        level=np.array([row.level for row in latest]),
        country=np.array([countries.index(row.country) for row in latest]),
        countries=countries,
        country_place=np.flatnonzero([row.level == NUTS0 for row in latest]),
        parent=np.array([_parents(year) for year in codes]),
        is_extra_regio=np.array([row.is_extra_regio for row in latest]),
        is_only=np.array([regions[row.version, row.level, row.country] == 1 for row in latest]),
        is_union=np.zeros(len(latest), dtype=bool),
    )


def _current(row: RegionRow, known: Known, conversions: Conversions) -> int:
    """Today's row of the same territory, −1 where there is none."""
    today = known.by_code.get((CURRENT_NUTS, _code_in(row, CURRENT_NUTS, conversions)))
    return today.pk if today else NOWHERE


def _parents(codes: Sequence[str]) -> list[int]:
    """The NUTS 1 place around each NUTS 2 place of one year."""
    place = {code: number for number, code in enumerate(codes) if code}
    return [place.get(code[:-1], NOWHERE) if len(code) == NUTS2 + 2 else NOWHERE for code in codes]


def list_unions(
    places: Places, by_year: Mapping[int, Sequence[RegionRow]], known: Known, conversions: Conversions
) -> list[Union]:
    """Today's regions that are, in some year, exact sums of several published ones and not published themselves."""
    today = [row for row in known.by_pk.values() if row.version == CURRENT_NUTS and not row.is_extra_regio]
    unions = []
    for year, regions in enumerate(by_year.values()):
        shown = set(places.current_rows[year].tolist())
        versions = {row.country: row.version for row in regions}
        here = {code: place for place, code in enumerate(places.codes[year]) if code}
        for row in today:
            if row.pk in shown or row.country not in versions:
                continue
            codes = conversions.sources_of(row.code, versions[row.country]).members(row.level)
            if codes and all(code in here for code in codes):
                unions.append(Union(row.pk, row.code, row.level, year, tuple(here[code] for code in codes)))
    return unions
