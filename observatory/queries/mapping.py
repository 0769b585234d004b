"""What the map of a measure answers: one row a published region, with the region of today's outline it is drawn on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, QuerySet

from observatory.models import ClusterFigure, GroupFigure, Release
from observatory.queries.map_change import differences
from observatory.queries.map_context import context_rows
from observatory.queries.map_rows import (
    STARS,
    MapRow,
    Subject,
    cell_rows,
    count_rows,
    inside,
    structure_rows,
    subject_of,
)
from observatory.queries.outlines import Placing, current_code, placing
from observatory.queries.within import members_within, within
from observatory.selection import Selection
from portal.registry.models import IndustryGroup
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.reference import reference

__all__ = ["MapAnswer", "MapRow", "cells_of_map", "get_map", "largest_group", "with_stars"]


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """`rows` lie in the chosen set of regions, `beside` are the others, which are drawn faintly.

    `is_area_alike` says whether the same countries publish the group in both years of a comparison.
    `period` are the first and last year of a growth map; `group` is None where all groups count together; `before` is
    the same map of the earlier year, beside this one; `is_difference` rows hold what changed since.
    """

    release: Release
    selection: Selection
    rows: tuple[MapRow, ...]
    group: IndustryGroup | None = None
    period: tuple[int, int] | None = None
    beside: tuple[MapRow, ...] = ()
    before: "MapAnswer | None" = None
    is_difference: bool = False
    is_area_alike: bool = True

    @property
    def needs_former_outlines(self) -> bool:
        earlier = self.before is not None and self.before.needs_former_outlines
        return earlier or any(row.place.version != OUTLINE_NUTS for row in (*self.rows, *self.beside))

    @property
    def with_figure(self) -> tuple[MapRow, ...]:
        return tuple(row for row in self.rows if row.value is not None)

    @property
    def shown_codes(self) -> frozenset[str] | None:
        """Codes of today's outlines in the chosen set of regions; None where no set is chosen."""
        if not self.selection.within:
            return None
        members = members_within(self.selection.within)
        return frozenset(
            region.code for region in reference().regions if region.pk in members and region.version == OUTLINE_NUTS
        )


def get_map(release: Release, selection: Selection, *, as_difference: bool = False) -> MapAnswer:
    """Rows of the chosen measure, one a published region of the chosen level and country.

    1 query: the rows; another one for the earlier year where `since` names one, one for the countries that publish
    the group in both, and at most one for the breaks that stand between them. Groups, sets of regions and the
    conversions between NUTS versions are kept in the process.
    """
    if not selection.since:
        return _answer(release, selection)
    earlier = selection.with_(year=selection.since, since="")
    if as_difference:
        return _difference(release, selection, earlier)
    later = _answer(release, selection)
    return replace(
        later, before=_answer(release, earlier), is_area_alike=_is_area_alike(release, selection, later.group)
    )


def _answer(release: Release, selection: Selection) -> MapAnswer:
    rows, group, period = _rows(release, selection)
    return _split(MapAnswer(release, selection, _placed(rows), group, period))


def _difference(release: Release, selection: Selection, earlier: Selection) -> MapAnswer:
    after, group, _ = _rows(release, selection)
    before, _, _ = _rows(release, earlier)
    changed = differences(release, selection, group, after, before)
    answer = MapAnswer(release, selection, _placed(changed), group, is_difference=True)
    return _split(replace(answer, is_area_alike=_is_area_alike(release, selection, group)))


def _is_area_alike(release: Release, selection: Selection, group: IndustryGroup | None) -> bool:
    """Whether the reference area is made of the same countries in both years. 1 query where a group is chosen."""
    if group is None:
        return True
    years = (selection.since, selection.year)
    sums = GroupFigure.objects.filter(release=release, area=selection.area, group=group, year__in=years)
    return len({frozenset(countries) for countries in sums.values_list("countries", flat=True)}) < len(years)


def _rows(release: Release, selection: Selection) -> tuple[list[MapRow], IndustryGroup | None, tuple[int, int] | None]:
    """Rows as published, the group they are of and the period of a growth map. 1 query."""
    subject = subject_of(selection.figure)
    if subject is Subject.CONTEXT:
        return context_rows(release, selection), None, None
    if subject is Subject.STRUCTURE:
        return structure_rows(release, selection), None, None
    if subject is Subject.CLUSTERS or (selection.figure == STARS and not selection.group):
        return count_rows(release, selection), None, None
    group = reference().group(selection.scheme, selection.group)
    if group is None:
        raise LookupError(f"There is no group {selection.group} in {selection.scheme}.")
    rows, period = cell_rows(release, selection, group)
    return rows, group, period


def _split(answer: MapAnswer) -> MapAnswer:
    """Rows of the chosen set of regions apart from the others."""
    if not answer.selection.within:
        return answer
    members = members_within(answer.selection.within)
    shown = tuple(row for row in answer.rows if row.region_id in members)
    return replace(answer, rows=shown, beside=tuple(row for row in answer.rows if row.region_id not in members))


def cells_of_map(release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """The published cells behind a map: of the chosen group, or of every group of the scheme. Lazy, 1 query."""
    cells = ClusterFigure.objects.filter(
        inside(selection), release=release, area=selection.area, year=selection.year, group__scheme=selection.scheme
    )
    cells = cells.filter(within(selection.within), is_union=False)
    chosen = cells.filter(group__code=selection.group) if selection.group else cells
    return chosen.order_by("region__code", "region__version", "group__position")


def with_stars(cells: "QuerySet[ClusterFigure]", release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """Cells with the least number of stars that the address asks for; `stars=0` keeps every cell."""
    place = release.rule_sets.index(selection.rules)
    return cells if selection.stars == "0" else cells.filter(**{f"stars__{place}__gte": int(selection.stars)})


def largest_group(release: Release, selection: Selection) -> str:
    """Code of the traded group with most persons employed in the area: what a map shows unasked. 1 query."""
    sums = GroupFigure.objects.filter(release=release, area=selection.area, year=selection.year)
    traded = sums.filter(group__scheme=selection.scheme, group__market=IndustryGroup.Market.TRADED)
    order = F("persons_employed").desc(nulls_last=True)
    return traded.order_by(order, "group__position").values_list("group__code", flat=True).first() or ""


def _placed(rows: Iterable[MapRow]) -> tuple[MapRow, ...]:
    """Rows with the outlines that they are drawn on, each outline once.

    Exact ones come first, then regions whose border shifted a little; a sum over former regions is kept only where
    nothing published is drawn in its place.
    """
    known = [(row, placing(row.published_code, row.version)) for row in rows]
    taken: set[str] = set()
    placed = []
    for row, place in sorted(known, key=lambda pair: (pair[0].is_union, not pair[1].is_exact)):
        is_free = bool(place.codes) and _is_free(place, taken)
        if row.is_union and not is_free:
            continue
        taken.update(place.covers if is_free else ())
        today = current_code(row.published_code, row.version)
        placed.append(replace(row, code=today, place=place if is_free else Placing()))
    return tuple(placed)


def _is_free(place: Placing, taken: set[str]) -> bool:
    """Former outlines share what they cover with their former neighbours, and do not overlap them."""
    return place.version != OUTLINE_NUTS or not taken.intersection(place.covers)
