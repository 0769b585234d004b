"""What an analysis found, in a few lines."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from observatory.engine.analysis import Analysis, Verdict
from observatory.models.figure import Unjudged
from portal.core.formatting import number, quotient, share

STRONGEST = 5


def summarise(found: Analysis) -> list[str]:
    """Lines of text: what was read, what has no figure and why, and what earned stars."""
    return [line for line in (_read(found), *_totals(found), *_related(found), *_verdicts(found)) if line]


def _read(found: Analysis) -> str:
    cube = found.cube
    hidden, missing = int(cube.is_confidential.sum()), int((cube.is_row & np.isnan(cube.persons)).sum())
    years = f"{cube.years[0]}" if cube.years[0] else "one year"
    if len(cube.years) > 1:
        years = f"{len(cube.years)} years, {cube.years[0]} to {cube.years[-1]}"
    return (
        f"{number(int(cube.is_row.sum()))} rows: {number(len(cube.regions))} regions, {number(len(cube.groups))} "
        f"groups, {years}. Without a figure: {number(missing)}, {number(hidden)} of them confidential."
    )


def _totals(found: Analysis) -> Iterator[str]:
    lacking = int(np.isnan(found.sums.regions).sum())
    if lacking:
        yield (
            f"{number(lacking)} of {number(found.sums.regions.size)} regions and years have no total, so no location "
            "quotient: a group is not published, has no row, or the file of totals leaves the region out. "
            "--region-totals gives published totals; --absent-is-zero reads rows that are not there as nobody employed."
        )
    visible = np.nansum(found.cube.persons, axis=-1)
    above = int((visible > found.sums.regions * 1.0001).sum())
    if above:
        yield f"{number(above)} regions and years hold more than their total: do groups overlap?"
    small = int((np.isfinite(found.sums.groups) & ~(found.sums.area_share >= 0.75)).sum())
    if small:
        yield (
            f"{number(small)} groups and years earn no stars: the regions that publish them hold less than 75% of "
            "all persons employed. --group-totals and --grand-total give published sums."
        )


def _related(found: Analysis) -> Iterator[str]:
    if found.proximities and not any(np.isfinite(one.values).any() for one in found.proximities):
        yield (
            f"No pair of groups has a proximity: fewer than {found.options.fewest_regions} regions publish both "
            "(--fewest-regions)."
        )


def _verdicts(found: Analysis) -> Iterator[str]:
    for verdict in found.verdicts:
        yield _counts(verdict)
        yield _unjudged(verdict)
        yield from _strongest(found, verdict)


def _counts(verdict: Verdict) -> str:
    """In the latest year."""
    stars = verdict.stars[-1]
    labels = list(enumerate(verdict.rules.labels))[:0:-1]
    parts = ", ".join(f"{label} {number(int((stars == result).sum()))}" for result, label in labels)
    return f"{verdict.rules.title}: {parts}. Judged: {number(int((stars >= 0).sum()))} cells of the latest year."


def _unjudged(verdict: Verdict) -> str:
    found = Counter(verdict.reason[-1][verdict.stars[-1] < 0].tolist())
    parts = [f"{Unjudged(reason).label} ({number(count)})" for reason, count in found.most_common() if reason]
    return f"  Not judged: {'; '.join(parts)}." if parts else ""


def _strongest(found: Analysis, verdict: Verdict) -> Iterator[str]:
    """The cells with the most stars, the highest quotients first."""
    stars, values = verdict.stars[-1], np.nan_to_num(found.location_quotient[-1])
    order = np.lexsort((-values.ravel(), -stars.ravel().astype(int)))[:STRONGEST]
    for place in order.tolist():
        region, group = np.unravel_index(place, stars.shape)
        if stars[region, group] > 0:
            yield (
                f"  {found.cube.regions[region]} {found.cube.groups[group]}: "
                f"{verdict.rules.labels[stars[region, group]]}, LQ {quotient(values[region, group])}, "
                f"{number(found.cube.persons[-1, region, group])} persons employed, "
                f"{share(found.focus[-1, region, group])} of the region"
            )
