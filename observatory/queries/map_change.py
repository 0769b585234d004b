"""The difference of two years on a map: only where the figures of both can be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from observatory.models import ClusterFigure, Mark, Release
from observatory.queries.map_rows import MapRow, Subject, subject_of
from observatory.selection import Selection
from portal.registry.conversion import conversions
from portal.registry.memory import remember
from portal.registry.models import IndustryGroup

Territory = tuple[str, str]


def differences(
    release: Release,
    selection: Selection,
    group: IndustryGroup | None,
    after: Sequence[MapRow],
    before: Iterable[MapRow],
) -> list[MapRow]:
    """Rows of the later year with what changed since; without a value, and with the reason, where no comparison holds.

    A break in series of the region or its country between the years, or another territory, forbids one; sums over
    former regions are not compared. At most 1 query: the breaks.
    """
    earlier = {territory(row): row for row in before if not row.is_union}
    broken = _breaks(release, selection, group, after)
    return [_difference(row, earlier.get(territory(row)), broken) for row in after if not row.is_union]


def _difference(row: MapRow, earlier: MapRow | None, broken: frozenset[str]) -> MapRow:
    before = None if earlier is None else earlier.value
    reason = _why_not(row, earlier, broken)
    value = None if reason or row.value is None or before is None else row.value - before
    return replace(row, value=value, reason=reason, before=before, after=row.value)


def _why_not(row: MapRow, earlier: MapRow | None, broken: frozenset[str]) -> str:
    """Why the two years are not compared; empty where they are."""
    if row.value is None:
        return row.reason
    if earlier is None:
        return gettext("no figure of the same territory in the earlier year")
    if earlier.value is None:
        return (
            gettext("earlier year: %(reason)s") % {"reason": earlier.reason} if earlier.reason else gettext("no figure")
        )
    is_broken = row.published_code in broken or row.country in broken
    return gettext("break in series between the years") if is_broken else ""


def territory(row: MapRow) -> Territory:
    """Under which a row is compared with one of another year: today's code where the change is a pure recode.

    Else the code with its own version. No query when warm.
    """
    today = conversions().to_current(row.published_code, row.version)
    return (today.codes[0], "") if today.is_exact else (row.published_code, row.version)


def _breaks(
    release: Release, selection: Selection, group: IndustryGroup | None, after: Iterable[MapRow]
) -> frozenset[str]:
    """Codes of regions and countries with a break in series after the earlier year, up to the later one.

    A figure over all groups breaks where one of them does; other sources mark the breaks of their own.
    """
    if subject_of(selection.figure) is Subject.CONTEXT:
        return frozenset(row.published_code for row in after if row.marks & Mark.BREAK)
    years = range(int(selection.since) + 1, int(selection.year) + 1)
    if group is None:
        return frozenset(code for year, code in _all_breaks(release.pk, selection.area) if year in years)
    cells = ClusterFigure.objects.filter(release=release, area=selection.area, year__in=years, group=group)
    return frozenset(code for _, code in _broken(cells))


@remember
def _all_breaks(release: int, area: str) -> frozenset[tuple[int, str]]:
    """(year, code) of every region with a break in any NACE division. 1 query once a release."""
    return frozenset(_broken(ClusterFigure.objects.filter(release=release, area=area, group__scheme="nace")))


def _broken(cells: "QuerySet[ClusterFigure]") -> Iterable[tuple[int, str]]:
    marked = cells.annotate(has_break=F("marks").bitand(Mark.BREAK.value)).filter(has_break__gt=0)
    return marked.order_by().values_list("year", "region__code").distinct()
