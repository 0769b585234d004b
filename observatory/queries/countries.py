"""Countries of a release, year by year: what changes of regions are measured against."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from observatory.computing.scope import PERSONS_EMPLOYED, SECTIONS
from observatory.models import ClusterFigure, Mark, Observation, RegionFigure, Release
from observatory.models.figure import Area
from observatory.queries.gathering import Row, Wanted, edition
from observatory.stats.common import CommonArea, common_area, steady_between
from observatory.stats.quotient import Figures
from observatory.stats.reference import nearest_totals
from portal.registry.models import Country
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class CountrySections:
    """Sections (Y, C, S) of persons employed and their breaks, for `years` and `countries` in order."""

    years: tuple[int, ...]
    countries: tuple[str, ...]
    persons: Figures
    breaks: NDArray[np.bool_]

    def steady(self, since: int, year: int) -> NDArray[np.bool_]:
        """(C,): countries without a break in any section after `since` up to `year`."""
        breaks = np.asarray(self.breaks.any(axis=-1))
        return steady_between(breaks, self.years.index(since), self.years.index(year))

    def years_of_breaks(self, country: str) -> frozenset[int]:
        """Years before which the country's series breaks."""
        if country not in self.countries:
            return frozenset()
        broken = np.asarray(self.breaks[:, self.countries.index(country)].any(axis=-1))
        return frozenset(year for year, is_broken in zip(self.years, broken, strict=True) if is_broken)


@dataclass(frozen=True, slots=True)
class CountryTotals:
    """(Y, C) persons employed over all sections."""

    years: tuple[int, ...]
    countries: tuple[str, ...]
    persons: Figures

    def column(self, country: str) -> Figures:
        """(Y,) of one country, NaN where it has no total."""
        if country not in self.countries:
            return np.full(len(self.years), np.nan)
        return np.asarray(self.persons[:, self.countries.index(country)])

    def of(self, *years: int) -> Figures:
        return self.persons[[self.years.index(year) for year in years]]

    @property
    def sizes(self) -> Figures:
        """(C,): the last year's total, the nearest where there is none."""
        return np.asarray(nearest_totals(self.persons)[-1])


def _countries() -> tuple[str, ...]:
    return tuple(country.code for country in reference().countries)


def in_area(area: str) -> NDArray[np.bool_]:
    """(C,): countries of the reference area, in protocol order."""
    is_eu = [country.membership == Country.Membership.EU27 for country in reference().countries]
    return np.array([area != Area.EU27 or one for one in is_eu], dtype=bool)


def want_sections(release: Release) -> Wanted:
    years = tuple(sorted(release.years))
    rows = Observation.objects.filter(
        release=release, indicator=PERSONS_EMPLOYED, region__level=0, industry_id__in=SECTIONS, year__in=years
    )
    fields = {"country": "region__country_id", "section": "industry_id"}
    fields |= {name: name for name in ("year", "value", "marks")}
    return Wanted("country-sections", rows, fields, lambda found: _sections(found, years), edition(release))


def _sections(rows: Sequence[Row], years: tuple[int, ...]) -> CountrySections:
    countries = _countries()
    places = [_places(years), _places(countries), _places(SECTIONS)]
    shape = tuple(len(one) for one in places)
    persons, breaks = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    for row in rows:
        at = (places[0][row["year"]], places[1][row["country"]], places[2][row["section"]])
        persons[at] = np.nan if row["value"] is None else row["value"]
        breaks[at] = bool(row["marks"] & Mark.BREAK)
    return CountrySections(years, countries, persons, breaks)


def _places(values: Sequence[Any]) -> dict[Any, int]:
    return {value: place for place, value in enumerate(values)}


def want_totals(release: Release) -> Wanted:
    years = tuple(sorted(release.years))
    rows = RegionFigure.objects.filter(release=release, region__level=0, is_union=False, year__in=years)
    fields = {"country": "region__country_id", "year": "year", "value": "persons_employed"}
    return Wanted("country-totals", rows, fields, lambda found: _totals(found, years), edition(release))


def _totals(rows: Sequence[Row], years: tuple[int, ...]) -> CountryTotals:
    countries = _places(_countries())
    persons = np.full((len(years), len(countries)), np.nan)
    for row in rows:
        persons[years.index(row["year"]), countries[row["country"]]] = np.nan if row["value"] is None else row["value"]
    return CountryTotals(years, _countries(), persons)


@dataclass(frozen=True, slots=True)
class CountryGroups:
    """Groups of one scheme in two years: persons employed (2, C, G) and whether no break lies between (C, G)."""

    groups: tuple[int, ...]
    persons: Figures


def want_groups(release: Release, scheme: str, since: int, year: int) -> Wanted:
    """Sums that are only "at least" count as not published: their members may differ between the years."""
    groups = tuple(group.pk for group in reference().groups_of(scheme))
    rows = ClusterFigure.objects.filter(
        release=release,
        area=Area.EU27,
        region__level=0,
        is_union=False,
        group__scheme=scheme,
        year__in=(since, year),
        persons_employed__isnull=False,
    )
    fields = {"country": "region__country_id", "group": "group_id", "value": "persons_employed"}
    fields |= {name: name for name in ("year", "marks")}
    key = (*edition(release), scheme, since, year)
    return Wanted("country-groups", rows, fields, lambda found: _groups(found, groups, (since, year)), key)


def _groups(rows: Sequence[Row], groups: tuple[int, ...], years: tuple[int, int]) -> CountryGroups:
    countries, places = _places(_countries()), _places(groups)
    persons = np.full((2, len(countries), len(groups)), np.nan)
    for row in rows:
        if not row["marks"] & Mark.PARTIAL:
            persons[years.index(row["year"]), countries[row["country"]], places[row["group"]]] = row["value"]
    return CountryGroups(groups, persons)


def area_of_sections(
    sections: CountrySections, totals: CountryTotals, area: str, since: int, year: int
) -> tuple[CommonArea, CommonArea]:
    """Sections (S) of the area in two years, and its total (1) over the countries that have one in both."""
    first, last = sections.years.index(since), sections.years.index(year)
    steady = steady_between(sections.breaks, first, last)
    both, members = totals.of(since, year), in_area(area)
    all_steady = np.asarray(steady.all(axis=-1))[:, None]
    whole = common_area(both[..., None], both, all_steady, members, totals.sizes)
    return common_area(sections.persons[[first, last]], both, steady, members, totals.sizes), whole


def area_of_groups(
    groups: CountryGroups, sections: CountrySections, totals: CountryTotals, area: str, since: int, year: int
) -> CommonArea:
    """Groups (G) of the area in two years; a country whose series breaks in any section does not count."""
    steady = np.repeat(sections.steady(since, year)[:, None], len(groups.groups), axis=1)
    return common_area(groups.persons, totals.of(since, year), steady, in_area(area), totals.sizes)
