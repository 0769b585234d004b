"""What changed in the industry groups of a place between two years, against the same countries in both."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from observatory.models import ClusterFigure, Mark
from observatory.queries.change import known
from observatory.queries.change_shapes import Comparison, Countries
from observatory.queries.countries import CountryGroups, area_of_groups
from observatory.stats.common import CommonArea
from observatory.stats.growth import yearly_rate
from observatory.stats.quotient import location_quotient
from observatory.stats.reference import LEAST_OF_AREA


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group in the later year, and where both years can be compared: yearly growth here and in the area.

    `lq_before` and `lq_after` are against the countries that publish both years, so they differ a little from the
    quotient of the year alone. `before` is the number of persons employed in the first year.
    """

    figure: ClusterFigure
    before: float | None = None
    growth: float | None = None
    area_growth: float | None = None
    lq_before: float | None = None
    lq_after: float | None = None

    @property
    def lq_change(self) -> float | None:
        """0.1 is 10 % higher."""
        if not self.lq_before or self.lq_after is None:
            return None
        return self.lq_after / self.lq_before - 1.0


def compare_groups(
    cells: Iterable[ClusterFigure],
    comparison: Comparison | None,
    groups: CountryGroups | None,
    countries: Countries,
) -> tuple[GroupChange, ...]:
    """Each group of the later year with what can be compared of it."""
    rows = list(cells)
    if comparison is None or groups is None:
        return tuple(GroupChange(one) for one in rows)
    since, year = comparison.since, comparison.year
    before = {one.group_id: one for one in rows if one.year == since}
    area = area_of_groups(groups, countries.sections, countries.totals, countries.area, since, year)
    places = {group: place for place, group in enumerate(groups.groups)}
    return tuple(
        _group_change(one, before.get(one.group_id), comparison, area, places[one.group_id])
        for one in rows
        if one.year == year
    )


def _group_change(
    figure: ClusterFigure, before: ClusterFigure | None, comparison: Comparison, area: CommonArea, place: int
) -> GroupChange:
    if before is None or not _is_comparable(figure, before):
        return GroupChange(figure)
    length = comparison.year - comparison.since
    start, end = before.persons_employed or 0.0, figure.persons_employed or 0.0
    is_enough = area.area_share[place] >= LEAST_OF_AREA
    group = area.group[:, place] if is_enough else np.full(2, np.nan)
    quotients = location_quotient([start, end], [comparison.before, comparison.after], group, area.total[:, place])
    return GroupChange(
        figure=figure,
        before=start,
        growth=known(yearly_rate(start, end, length)),
        area_growth=known(yearly_rate(group[0], group[1], length)),
        lq_before=known(quotients[0]),
        lq_after=known(quotients[1]),
    )


def _is_comparable(figure: ClusterFigure, before: ClusterFigure) -> bool:
    """Both published in full, and the longest period without a break of the cell holds both years."""
    if figure.persons_employed is None or before.persons_employed is None or figure.growth_from is None:
        return False
    if (figure.marks | before.marks) & Mark.PARTIAL:
        return False
    return figure.growth_from <= before.year and figure.growth_to == figure.year
