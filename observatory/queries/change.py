"""What changed in a place between two years: level, sections against the area, groups and their quotients.

Only years that can be compared: a total in both, no break in series of the region or its country in between, and
countries with most of the area's persons employed that publish both years.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from observatory.computing.scope import SECTIONS
from observatory.models import RegionFigure, Status
from observatory.queries.change_shapes import Change, Comparison, Countries, Jump, Obstacle, Refused, SectionChange
from observatory.queries.countries import area_of_sections
from observatory.queries.own_sections import OwnSections
from observatory.stats.common import CommonArea
from observatory.stats.quotient import Figures
from observatory.stats.reference import LEAST_OF_AREA
from observatory.stats.shift_share import ShiftShare, TwoYears, shift_share

FEWEST_UNPUBLISHED = 2  # sections: a rest that one section alone makes up would be its secret figure


@dataclass(frozen=True, slots=True)
class _Place:
    """Totals by year and sections of the place that is compared."""

    totals: Mapping[int, RegionFigure]
    own: OwnSections
    countries: Countries


def compare_years(
    totals: Sequence[RegionFigure], own: OwnSections, countries: Countries, year: int, asked: int | None
) -> Change:
    """The change up to `year` since the year asked for, or over the longest period without a break or jump."""
    place = _Place({one.year: one for one in sorted(totals, key=lambda one: -one.is_union)}, own, countries)
    areas: dict[int, tuple[CommonArea, CommonArea]] = {}
    refused = []
    for since in sorted(one for one in countries.sections.years if one < year):
        found = _obstacle(place, since, year) or _area(place, since, year)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            areas[since] = found
    chosen = _longest(tuple(areas), countries.jumps()) if asked is None else asked
    if chosen not in areas:
        return Change(year, asked, tuple(areas), tuple(refused), None)
    jumps = tuple(one for one in countries.jumps() if chosen < one.year <= year)
    return Change(year, asked, tuple(areas), tuple(refused), _compare(place, areas[chosen], chosen, year), jumps)


def _longest(years: Sequence[int], jumps: Sequence[Jump]) -> int | None:
    """The first year after the last jump, or the very first where the jump leaves nothing to compare."""
    last = max((jump.year for jump in jumps), default=0)
    return next((year for year in years if year >= last), min(years, default=None))


def _obstacle(place: _Place, since: int, year: int) -> Refused | None:
    for one in (year, since):
        if one not in place.totals or place.totals[one].persons_employed is None:
            return Refused(since, Obstacle.NO_TOTAL, one)
        if place.totals[one].is_union:
            return Refused(since, Obstacle.UNION, one)
    breaks = place.own.breaks | place.countries.sections.years_of_breaks(place.countries.own)
    inside = [one for one in sorted(breaks) if since < one <= year]
    if inside:
        return Refused(since, Obstacle.BREAK, inside[-1])
    is_same = place.totals[since].is_national == place.totals[year].is_national
    return None if is_same else Refused(since, Obstacle.METHOD, since)


def _area(place: _Place, since: int, year: int) -> tuple[CommonArea, CommonArea] | Refused:
    ground = place.countries
    found = area_of_sections(ground.sections, ground.totals, ground.area, since, year)
    return found if found[1].area_share[0] >= LEAST_OF_AREA else Refused(since, Obstacle.AREA, since)


def _compare(place: _Place, areas: tuple[CommonArea, CommonArea], since: int, year: int) -> Comparison:
    area, whole = areas
    region = TwoYears(place.own.of(since), place.own.of(year))
    before, after = (place.totals[one].persons_employed or 0.0 for one in (since, year))
    sums = TwoYears(*np.where(area.area_share >= LEAST_OF_AREA, area.group, np.nan))
    all_sections = TwoYears(*whole.group[:, 0])
    parts = shift_share(region, TwoYears(before, after), sums, all_sections)
    national, mix, regional, rest = (float(part) for part in parts.sums)
    hidden = int(np.isnan(region.change).sum())
    return Comparison(
        since=since,
        year=year,
        before=before,
        after=after,
        sections=tuple(_sections(place.own, region, sums, parts, (since, year))),
        national=national,
        mix=mix,
        regional=regional,
        rest=None if 0 < hidden < FEWEST_UNPUBLISHED else rest,
        area_growth=float(all_sections.growth),
        area_share=float(whole.area_share[0]),
        countries=int(whole.counts.sum()),
    )


def _sections(
    own: OwnSections, region: TwoYears, area: TwoYears, parts: ShiftShare, years: tuple[int, int]
) -> Iterator[SectionChange]:
    """A section of which one year is not published shows neither."""
    for place, code in enumerate(SECTIONS):
        if np.isnan(region.change[place]):
            yield SectionChange(code, status=_why(own, code, years))
            continue
        start, end = (float(np.asarray(values)[place]) for values in (region.start, region.end))
        effects = [known(part[place]) for part in (area.growth, parts.national, parts.mix, parts.regional)]
        yield SectionChange(code, start, end, None, *effects)


def _why(own: OwnSections, code: str, years: tuple[int, int]) -> int:
    """Confidential where the section is in one of the years, else not available."""
    found = [own.status.get((year, code), Status.NOT_AVAILABLE) for year in years]
    return int(Status.CONFIDENTIAL if Status.CONFIDENTIAL in found else Status.NOT_AVAILABLE)


def known(value: Figures | float) -> float | None:
    """A number, None for NaN."""
    number = float(value)
    return number if np.isfinite(number) else None
