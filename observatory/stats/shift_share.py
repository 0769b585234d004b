"""Shift–share: what a region's change would have been with the area, with its industries, and what is its own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from observatory.stats.quotient import Figures, share


@dataclass(frozen=True, slots=True)
class TwoYears:
    """Persons employed in two years: sections along the last axis, or totals over all of them without that axis."""

    start: ArrayLike
    end: ArrayLike

    @property
    def change(self) -> Figures:
        return np.asarray(np.asarray(self.end, dtype=float) - np.asarray(self.start, dtype=float))

    @property
    def growth(self) -> Figures:
        """Over the whole period, not a year: 0.1 is 10 %; NaN where the start is zero."""
        return np.asarray(share(self.end, self.start) - 1.0)


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """In persons employed. `national`, `mix`, `regional` (…, S) by section, NaN where a section is not published.

    `not_published` (…) is the change of the total that no published section carries; NaN without a total.
    """

    national: Figures
    mix: Figures
    regional: Figures
    not_published: Figures

    @property
    def sums(self) -> tuple[Figures, Figures, Figures, Figures]:
        """National, industry mix, regional, not published: together the change of the region's total."""
        parts = (np.asarray(np.nansum(part, axis=-1)) for part in (self.national, self.mix, self.regional))
        national, mix, regional = parts
        return national, mix, regional, self.not_published


def shift_share(region: TwoYears, total: TwoYears, area: TwoYears, area_total: TwoYears) -> ShiftShare:
    """National E0·G, industry mix E0·(Gi − G), regional E0·(gi − Gi), with the weights of the first year.

    `region` (…, S) and its `total` (…); `area` (S,) and its `area_total` over the same countries in both years. A
    section counts where region and area publish it in both years. A section that had nobody in the first year
    is all regional. Source: Dunn (1960).
    """
    known = np.isfinite(region.change) & np.isfinite(area.growth)
    start = np.where(known, np.asarray(region.start, dtype=float), np.nan)
    change = np.where(known, region.change, np.nan)
    national, expected = start * area_total.growth, start * area.growth
    return ShiftShare(
        national=national,
        mix=expected - national,
        regional=change - expected,
        not_published=total.change - np.nansum(change, axis=-1),
    )
