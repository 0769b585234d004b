"""Two years of a reference area over the same countries, so that what changes between them is not who publishes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures, share


@dataclass(frozen=True, slots=True)
class CommonArea:
    """Sums of an area in two years: `group` and `total` (2, G) over the countries that count for a group.

    `counts` (C, G) says which ones; `area_share` (G,) is their share of the area's persons employed in the later
    year, with the nearest year's total for countries that have none.
    """

    group: Figures
    total: Figures
    counts: NDArray[np.bool_]
    area_share: Figures


def common_area(
    persons: Figures, totals: Figures, steady: NDArray[np.bool_], in_area: NDArray[np.bool_], sizes: Figures
) -> CommonArea:
    """Sums over the countries that publish group and total in both years, without a break in between.

    `persons` (2, C, G), `totals` (2, C), `steady` (C, G) no break after the first year up to the second, `in_area`
    (C,), `sizes` (C,) every country's weight for `area_share`. NaN where no country counts.
    Source: our own rule for two years (docs/decisions/0006-totals.md).
    """
    published = np.isfinite(persons).all(axis=0) & np.isfinite(totals.sum(axis=0))[:, None]
    counts = published & steady & in_area[:, None]
    some = counts.any(0)
    group = np.where(counts, persons, 0.0).sum(1)
    total = np.where(counts, totals[..., None], 0.0).sum(1)
    weight = np.where(in_area, np.nan_to_num(sizes), 0.0)
    return CommonArea(
        group=np.where(some, group, np.nan),
        total=np.where(some, total, np.nan),
        counts=counts,
        area_share=share((counts * weight[:, None]).sum(0), weight.sum()),
    )


def steady_between(breaks: NDArray[np.bool_], first: int, last: int) -> NDArray[np.bool_]:
    """Whether no break lies after index `first` up to `last`: (Y, …) → (…). `breaks` marks one before its year."""
    return np.asarray(~breaks[first + 1 : last + 1].any(0))
