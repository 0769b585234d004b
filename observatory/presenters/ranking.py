"""The rankings: cells filtered and sorted, a page of fifty, heads that sort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.utils.translation import gettext, ngettext

from observatory.models import ClusterFigure, Release
from observatory.narrowing import Narrowed
from observatory.presenters.actions import figure_actions
from observatory.presenters.cells import both_lead, cells_table
from observatory.presenters.ranking_filters import region_label
from observatory.presenters.saving import save_view
from observatory.presenters.trail import trail
from observatory.presenters.words import area_name, cluster_count, group_name, region_name, region_of, source_line
from observatory.queries.names import Names
from observatory.queries.ranking import SORT_KEYS, Order
from portal.accounts.models import SavedView
from portal.core.formatting import number
from portal.core.page import Column, FigureActions, Link, PageMeta, Pagination, SaveView, Table

FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class RankingPage:
    page: PageMeta
    count: str
    table: Table
    pagination: Pagination
    actions: FigureActions
    source: str
    save: SaveView


def present_ranking(
    cells: "Page[ClusterFigure]",
    release: Release,
    selection: Narrowed,
    names: Names,
    path: str,
    jumps: frozenset[int] = frozenset(),
) -> RankingPage:
    """`jumps` are keys of those cells of the page whose growth runs over a step that is hardly real."""
    title = _title(selection, names)
    table = cells_table(
        title,
        cells.object_list,
        release,
        selection,
        both_lead(),
        head=lambda column: _head(column, selection, path),
        empty=gettext("No cell meets these choices. Remove a filter, or ask for fewer stars."),
        jumps=jumps,
    )
    return RankingPage(
        page=_meta(cells, selection, names, path),
        count=_count(cells.paginator.count, selection),
        table=table,
        pagination=_pagination(cells, selection, path),
        actions=figure_actions(path, release, selection.with_(page=1), title=title, formats=FORMATS),
        source=source_line(release, selection.year),
        save=save_view(SavedView.Kind.RANKING, title, selection.address(path)),
    )


def _title(selection: Narrowed, names: Names) -> str:
    """What is ranked: the group, the place, the set of regions; the scheme where none is chosen."""
    place = region_label(selection.region) if selection.region else names.country.get(selection.country, "")
    parts = [names.group.get(selection.group, ""), place, names.within.get(selection.within, "")]
    chosen = ", ".join(part for part in parts if part) or names.scheme.get(selection.scheme, selection.scheme)
    values = {"what": chosen, "year": selection.year}
    return gettext("Statistical clusters, %(year)s: %(what)s") % values


def _meta(cells: "Page[ClusterFigure]", selection: Narrowed, names: Names, path: str) -> PageMeta:
    lead = _lead(cells, selection, names)
    return PageMeta(
        title=gettext("Rankings of statistical clusters"),
        description=lead,
        lead=lead,
        canonical_path=selection.address(path, release=""),
        breadcrumbs=trail(Link(gettext("Rankings"), path)),
        is_indexable=not selection.release,
        section="observatory",
    )


def _lead(cells: "Page[ClusterFigure]", selection: Narrowed, names: Names) -> str:
    values: dict[str, object] = {
        "count": _count(cells.paginator.count, selection),
        "year": selection.year,
        "area": area_name(selection.area),
        "rules": names.rules.get(selection.rules, selection.rules),
    }
    if not cells.object_list or cells.number > 1:
        return gettext("%(count)s in %(year)s, measured against: %(area)s; rules: %(rules)s.") % values
    first = cells.object_list[0]
    values["first"] = f"{region_name(region_of(first))}, {group_name(first.group)}"
    return gettext("%(count)s in %(year)s; first: %(first)s; measured against: %(area)s; rules: %(rules)s.") % values


def _count(count: int, selection: Narrowed) -> str:
    """Without a star asked for, rows are cells and not clusters."""
    if selection.stars != "0":
        return cluster_count(count)
    return ngettext("%(count)s cell", "%(count)s cells", count) % {"count": number(count)}


def _head(column: Column, selection: Narrowed, path: str) -> Column:
    """A head that sorts: figures the largest first, names from A; again, the other way round.

    What is sorted or filtered by stands in sight, wherever the column stands otherwise.
    """
    order = Order.of(selection.sort)
    is_sorted = order.key == column.key
    is_asked = is_sorted or (column.key == "growth" and selection.asks_for_growth)
    if column.key not in SORT_KEYS:
        return column
    wanted = order.reversed.sort if is_sorted else column.key
    return replace(
        column,
        sort_url=selection.address(path, sort=wanted, page=1),
        sorted=("ascending" if order.is_ascending else "descending") if is_sorted else "",
        is_secondary=column.is_secondary and not is_asked,
    )


def _pagination(cells: "Page[ClusterFigure]", selection: Narrowed, path: str) -> Pagination:
    if cells.paginator.num_pages < 2:
        return Pagination(pages=())
    numbers = cells.paginator.get_elided_page_range(cells.number, on_each_side=2, on_ends=1)
    values = {"first": cells.start_index(), "last": cells.end_index(), "all": number(cells.paginator.count)}
    return Pagination(
        pages=tuple(_page_links(list(numbers), cells.number, selection, path)),
        previous=selection.address(path, page=cells.number - 1) if cells.has_previous() else "",
        next=selection.address(path, page=cells.number + 1) if cells.has_next() else "",
        summary=gettext("%(first)s to %(last)s of %(all)s") % values,
    )


def _page_links(numbers: Sequence[object], current: int, selection: Narrowed, path: str) -> list[Link]:
    """A left-out stretch of pages is a link without an address."""
    return [
        Link(str(one), selection.address(path, page=one), one == current) if isinstance(one, int) else Link("…", "")
        for one in numbers
    ]
