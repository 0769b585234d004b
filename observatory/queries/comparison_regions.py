"""Regions side by side, measured against all regions of their level in the reference area.

What a release says of all regions of a level is read once a process: a page only picks its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from observatory.comparison import Compared, compared_indicators
from observatory.models import RegionClusters, RegionFigure, RegionStructure, Release
from observatory.models.figure import Area
from observatory.queries.comparison import Comparison, Line, Subject, Value, YearValue
from observatory.queries.comparison_context import context_lines
from observatory.queries.comparison_growth import Asked, Row, add_growth, known, nan, unique
from observatory.queries.place import Place
from observatory.selection import Selection
from observatory.stats.comparing import Peers, peers_of
from observatory.stats.quotient import persons_per_unit
from observatory.stats.wages import wage_per_person
from portal.registry.conversion import conversions
from portal.registry.memory import remember
from portal.registry.models import Country
from portal.registry.reference import reference

STRUCTURE = ("krugman", "gini", "equivalent_number", "related_variety", "unrelated_variety")


@dataclass(frozen=True, slots=True)
class Level:
    """All regions of one level: rows by primary key (published and today's), and the peers by indicator."""

    rows: Mapping[int, Row]
    peers: Mapping[str, Peers]


def compare_regions(places: Sequence[Place], release: Release, selection: Selection) -> Comparison:
    """The level is that of the first region. 4 queries once a process and choice, 2 for context; none when warm."""
    level = places[0].region.level
    asked = Asked(release.pk, str(release.computed_at), selection.area, selection.rules, selection.scheme,
                  int(selection.year), level)  # fmt: skip
    table = _level(asked)
    rows = [_row_of(place, _level(replace(asked, level=place.region.level))) for place in places]
    keys = [frozenset({place.region.pk, *row.keys}) for place, row in zip(places, rows, strict=True)]
    return Comparison(
        kind="region",
        release=release,
        year=int(selection.year),
        subjects=tuple(Subject(place.code, place.region) for place in places),
        lines=(
            *(_line(one, rows, table) for one in compared_indicators("region")),
            *context_lines(release, keys, selection.area, level),
        ),
        series=tuple(tuple(row.totals[year] for year in sorted(row.totals)) for row in rows),
        level=level,
    )


def _row_of(place: Place, table: Level) -> Row:
    """The place's row: of a former region, that of the newest version that published it."""
    former = (region.pk for code, version in reversed(place.published) for region in reference().by_code.get(code, ())
              if region.version == version)  # fmt: skip
    keys = (place.region.pk, *former)
    return next((table.rows[key] for key in keys if key in table.rows), Row())


def _line(indicator: Compared, rows: Sequence[Row], table: Level) -> Line:
    peers = table.peers[indicator.code]
    return Line(indicator, tuple(row.values.get(indicator.code, Value(None)) for row in rows), (peers,) * len(rows))


@remember
def _level(asked: Asked) -> Level:
    """4 queries."""
    rows = _read_totals(asked)
    add_growth(asked, rows)
    _add_counts(asked, rows)
    _add_structure(asked, rows)
    peers = [row for row in unique(rows) if row.is_peer]
    codes = [one.code for one in compared_indicators("region")]
    return Level(rows, {code: peers_of([_number(row.values.get(code)) for row in peers]) for code in codes})


def _number(value: Value | None) -> float:
    return np.nan if value is None or value.value is None else value.value


def _read_totals(asked: Asked) -> dict[int, Row]:
    """Totals of all years by primary key, one row a territory whatever its codes were."""
    found = RegionFigure.objects.filter(
        release=asked.release, region__level__in=(0, asked.level), region__is_extra_regio=False
    ).order_by("year", "-is_union")
    rows: dict[int, Row] = {}
    territories: dict[str, Row] = {}
    for one in found.select_related("region__country"):
        row = territories.setdefault(_territory(one), Row(one.region.country_id, one.region.level))
        rows[one.region_id] = rows[one.current_region_id or one.region_id] = row
        row.keys |= {one.region_id, one.current_region_id or one.region_id}
        row.totals[one.year] = YearValue(one.year, one.persons_employed, bool(one.estimated_share))
        if one.year == asked.year:
            row.is_peer = (
                one.region.level == asked.level and not one.is_union and _is_in(one.region.country, asked.area)
            )
            row.values |= _values_of(one)
    return rows


def _territory(one: RegionFigure) -> str:
    """Today's region where there is one, else the code with the last version that has the same borders."""
    if one.current_region_id or one.is_union:
        return str(one.current_region_id or one.region_id)
    code, version = one.region.code, one.region.version
    newest = conversions().versions_of(code)[:1]
    is_same = bool(newest) and conversions().to_version(code, version, newest[0]).codes == (code,)
    return f"{code} {newest[0] if is_same else version}"


def _is_in(country: Country, area: str) -> bool:
    return area == Area.ALL or country.membership == Country.Membership.EU27


def _values_of(one: RegionFigure) -> dict[str, Value]:
    """What a total says of its year. Wages are shown where no part of the persons employed is estimated."""
    is_whole = not one.estimated_share
    wage = wage_per_person(nan(one.wages_meur), nan(one.persons_employed if is_whole else None))
    units = persons_per_unit(nan(one.persons_employed if is_whole else None), nan(one.local_units))
    return {
        "persons_employed": Value(one.persons_employed, is_estimated=not is_whole),
        "wage_per_person_eur": Value(known(wage)),
        "persons_per_unit": Value(known(units)),
    }


def _add_counts(asked: Asked, rows: Mapping[int, Row]) -> None:
    """Statistical clusters under the rule set; nothing where a region was not judged. 1 query."""
    counts = RegionClusters.objects.filter(
        release=asked.release, area=asked.area, rules=asked.rules, scheme=asked.scheme, year=asked.year,
        region__level=asked.level, judged__gt=0,
    )  # fmt: skip
    for one in counts:
        row = rows.get(one.region_id)
        if row is not None:
            row.values |= {
                "clusters": Value(one.one_star + one.two_stars + one.three_stars),
                "three_stars": Value(one.three_stars),
                "share_in_clusters": Value(one.share_in_clusters),
                "strength": Value(one.strength),
            }


def _add_structure(asked: Asked, rows: Mapping[int, Row]) -> None:
    """1 query."""
    structures = RegionStructure.objects.filter(
        release=asked.release, area=asked.area, year=asked.year, region__level=asked.level, is_union=False
    )
    for one in structures:
        row = rows.get(one.region_id)
        if row is not None:
            row.values |= {name: Value(getattr(one, name)) for name in STRUCTURE}
