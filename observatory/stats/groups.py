"""Figures of industry groups: weighted sums of the industries that a source publishes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share
from observatory.stats.sums import sum_members

LEAST_OF_COMPOSITION = 0.95
LEAST_MEASURABLE = 0.60


@dataclass(frozen=True, slots=True)
class GroupSums:
    """(…, G): the weighted sum where enough is published, else NaN; `is_partial` where a member is missing."""

    values: Figures
    is_partial: NDArray[np.bool_]


def composition_coverage(weights: Figures, is_held: NDArray[np.bool_]) -> Figures:
    """Share of each group's weights (G, I) whose industries (I,) the source holds at all: (G,), 0–1."""
    return share(weights @ is_held, weights.sum(1))


def published_part(published: NDArray[np.bool_], weights: Figures, composition: Figures) -> Figures:
    """How much of a group's composition is published: (…, I) → (…, G), 0–1.

    `composition` (…, I) are persons employed by industry of the place whose composition counts (a region's
    own country); `weights` (G, I). NaN where that composition holds nothing of the group.
    """
    known = np.nan_to_num(composition)
    return share(sum_members(published * known, weights), sum_members(known, weights))


def weighted_sums(values: Figures, weights: Figures, part: Figures, least: float = LEAST_OF_COMPOSITION) -> GroupSums:
    """Σ weight × value over published members: (…, I) → (…, G).

    `part` (…, G) is how much of the composition is published; below `least` there is no figure. A sum that
    lacks a member is "at least" and marked partial.
    """
    published = np.isfinite(values)
    sums = sum_members(np.where(published, values, 0.0), weights)
    lacking = sum_members(~published, weights > 0) > 0
    enough = ~lacking | (part >= least)
    return GroupSums(np.where(enough, sums, np.nan), enough & lacking)


def accompanying_sums(values: Figures, persons: Figures, weights: Figures) -> Figures:
    """Σ weight × value over the members whose *persons employed* are published, so that ratios fit: (…, G).

    NaN where one of those members lacks a value, or where no member's persons are published.
    """
    counted = np.isfinite(persons)
    lacking = sum_members(counted & np.isnan(values), weights > 0)
    some = sum_members(counted, weights > 0)
    sums = sum_members(np.where(counted & np.isfinite(values), values, 0.0), weights)
    return np.where((lacking == 0) & (some > 0), sums, np.nan)
