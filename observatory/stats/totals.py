"""A region's persons employed over all sections, where some sections are not published.

The regional source has no all-industry row, and the sum of what is visible is too small. The rules (our own,
docs/decisions/0006-totals.md) estimate only the unpublished rest of a section, and say how much of the total
that is. Nothing estimated here is shown on its own: a rest that only one region lacks is a secret figure, so
it is never taken from the country's residual.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share
from observatory.stats.sums import sum_members

MOST_ESTIMATED = 0.05
YEARS_BACK = 3
FEWEST_TO_SCALE = 2


class Reason(IntEnum):
    """Why a region has no total."""

    HAS_TOTAL = 0
    TOO_MUCH_ESTIMATED = 1
    NO_KEY = 2


@dataclass(frozen=True, slots=True)
class Sections:
    """Sections (…, S): `values` published or exact sums, NaN otherwise; `floors` what is visible of them."""

    values: Figures
    floors: Figures


@dataclass(frozen=True, slots=True)
class YearOfRegions:
    """One year, regions of one level that together make up their countries.

    `country` (R,) indexes the countries' rows; `last` (R, S) is each section's last published value within
    three years without a break; `is_only` (R,) marks a region that is its whole country; `national` (C,) the
    national total over all sections.
    """

    persons: Sections
    units: Figures
    last: Figures
    country: NDArray[np.int64]
    country_persons: Figures
    country_units: Figures
    is_only: NDArray[np.bool_]
    national: Figures


@dataclass(frozen=True, slots=True)
class Totals:
    """All (R,): the total or NaN, what is published of it, its estimated share, and the reason where NaN."""

    persons: Figures
    published: Figures
    estimated_share: Figures
    is_national: NDArray[np.bool_]
    reason: NDArray[np.int64]


def sections(rows: Figures, divisions: Figures, section_of: NDArray[np.int64]) -> Sections:
    """A section is its published row, else the sum of its divisions if all of them are published.

    `rows` (…, S), `divisions` (…, D), `section_of` (D,) the section of each division.
    """
    member = np.arange(rows.shape[-1])[:, None] == section_of  # (S, D)
    published = np.isfinite(divisions)
    floors = sum_members(np.where(published, divisions, 0.0), member)
    is_whole = (sum_members(published, member) == member.sum(1)) & (member.sum(1) > 0)
    values = np.where(np.isfinite(rows), rows, np.where(is_whole, floors, np.nan))
    return Sections(values, floors)


def last_published(values: Figures, breaks: NDArray[np.bool_], year: int) -> Figures:
    """The last published value of the three years before index `year` with no break since: (Y, …) → (…)."""
    found = np.full(values.shape[1:], np.nan)
    broken = np.zeros(values.shape[1:], dtype=bool)
    for back in range(1, min(YEARS_BACK, year) + 1):
        broken |= breaks[year - back + 1]
        found = np.where(np.isnan(found) & ~broken, values[year - back], found)
    return found


def country_totals(section_values: Figures, national: Figures) -> Figures:
    """Σ of the sections (…, S), or the national total (…) where a section is not published.

    A national total below what is published already is none (Denmark 2008: 1.07 million beside 1.74 million).
    """
    total = section_values.sum(-1)
    is_enough = national >= np.nansum(section_values, axis=-1)
    return np.where(np.isfinite(total), total, np.where(is_enough, national, np.nan))


def region_totals(year: YearOfRegions, most_estimated: float = MOST_ESTIMATED) -> Totals:
    """E_r of every region. Above `most_estimated` of the total, or without any key, there is none."""
    is_missing = np.isnan(year.persons.values)
    rest = np.where(is_missing, scaled_rests(year), 0.0)
    visible = np.where(is_missing, year.persons.floors, year.persons.values)
    estimated, published = rest.sum(-1), visible.sum(-1)
    estimated_share = share(estimated, estimated + published)
    is_national = year.is_only & is_missing.any(-1) & (year.national[year.country] >= published)
    usable = estimated_share <= most_estimated
    total = np.where(is_national, year.national[year.country], np.where(usable, estimated + published, np.nan))
    reason = np.where(np.isnan(estimated), Reason.NO_KEY, Reason.TOO_MUCH_ESTIMATED)
    return Totals(
        persons=total,
        published=np.where(_nothing_visible(year), np.nan, published),
        estimated_share=np.where(is_national, 0.0, estimated_share),
        is_national=is_national,
        reason=np.where(np.isfinite(total), Reason.HAS_TOTAL, reason).astype(np.int64),
    )


def scaled_rests(year: YearOfRegions) -> Figures:
    """The unpublished rest of every section (R, S): keys, scaled where that reveals no single region's figure.

    Where all keys but one are zero, scaling would hand the whole residual to one region: those that lack the section
    then share it equally.
    """
    is_missing = np.isnan(year.persons.values)
    keys = rest_keys(year)
    countries = (np.arange(len(year.country_persons))[:, None] == year.country).astype(float)  # (C, R)
    visible = np.where(is_missing, year.persons.floors, year.persons.values)
    residual = np.maximum(year.country_persons - countries @ visible, 0.0)
    has_key = is_missing & np.isfinite(keys)
    lacking, positive = countries @ has_key, countries @ (has_key & (keys > 0))
    sum_of_keys = countries @ np.where(has_key, keys, 0.0)
    is_scaled = (lacking >= FEWEST_TO_SCALE) & np.isfinite(year.country_persons) & (positive > 0)
    equal = np.where(has_key, share(residual, lacking)[year.country], keys)
    factor = np.where(is_scaled, share(residual, sum_of_keys), 1.0)
    return np.where((is_scaled & (positive == 1))[year.country], equal, keys * factor[year.country])


def rest_keys(year: YearOfRegions) -> Figures:
    """The first key that exists for each section, minus what is visible of it, never below 0: (R, S).

    The last published value; else local units × the country's persons per unit; else the region's published
    sections × the country's ratio of this section to the same sections.
    """
    country_persons = year.country_persons[year.country]
    by_units = year.units * share(year.country_persons, year.country_units)[year.country]
    common = np.isfinite(year.persons.values) & np.isfinite(country_persons)
    own_sum = np.where(common, year.persons.values, 0.0).sum(-1, keepdims=True)
    country_sum = np.where(common, country_persons, 0.0).sum(-1, keepdims=True)
    by_mix = own_sum * share(country_persons, country_sum)
    key = np.where(np.isfinite(year.last), year.last, np.where(np.isfinite(by_units), by_units, by_mix))
    return np.maximum(key - year.persons.floors, 0.0)


def _nothing_visible(year: YearOfRegions) -> NDArray[np.bool_]:
    nothing = np.isnan(year.persons.values) & (year.persons.floors == 0)
    return np.asarray(nothing.all(-1))
