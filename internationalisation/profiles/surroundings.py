"""What stands around a profile: figures of its region and industries, organisations like it, events and news."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles.clusters import Local
from internationalisation.profiles.likeness import NEAREST, Likeness
from internationalisation.profiles.similar import Similar
from internationalisation.profiles.words import group_link, members_text, place_text
from observatory.presenters.cells import MEASURES, measure_cell
from observatory.presenters.stars import stars_cell
from observatory.presenters.words import group_name, region_name, source_line
from observatory.queries.release import DEFAULT_RULES
from portal.core.formatting import MISSING
from portal.core.page import Cell, Column, Link, Table
from portal.registry.models import ClusterOrganisation, IndustryGroup

SHOWN_MEASURES = MEASURES[:2]  # more would not fit beside the card, and stand on the page of the cell


@dataclass(frozen=True, slots=True)
class SimilarLine:
    name: str
    url: str
    detail: str
    reason: str


@dataclass(frozen=True, slots=True)
class LocalFigures:
    """`table` is None outside the regions of the figures; `links` then lead to the groups alone."""

    title: str
    table: Table | None
    links: tuple[Link, ...]
    source: str = ""


def local_figures(local: Local) -> LocalFigures | None:
    if not local.groups:
        return None
    links = tuple(group_link(group) for group in local.groups)
    if local.place is None or local.release is None:
        return LocalFigures(_("Industries"), None, links)
    values = {"region": region_name(local.place.region), "year": local.release.default_year}
    caption = _("Statistical clusters in %(region)s, %(year)s") % values
    columns = (
        Column("group", _("Industry group")),
        Column("stars", _("Stars")),
        *(Column(one.key, str(one.label), str(one.unit), is_numeric=True) for one in SHOWN_MEASURES),
    )
    rows = tuple(_row(local, group) for group in local.groups)
    source = source_line(local.release, local.release.default_year or "")
    return LocalFigures(_("Industries and what the figures say of them"), Table(caption, columns, rows), links, source)


def _row(local: Local, group: IndustryGroup) -> tuple[Cell, ...]:
    """The name leads to the cell with the arithmetic of its stars, also where nothing is published."""
    cell, place, release = local.cell_of(group), local.place, local.release
    code = place.code if place else ""
    url = reverse("observatory:cluster", args=[code, group.scheme_id, group.code])
    name = Cell(group_name(group), url=f"{url}#arithmetic")
    if cell is None or release is None:
        return (name, Cell(MISSING, note=_("not published")), *(Cell(MISSING) for _measure in SHOWN_MEASURES))
    return (name, stars_cell(cell, release, DEFAULT_RULES), *(measure_cell(cell, one) for one in SHOWN_MEASURES))


def similar_lines(organisation: ClusterOrganisation, found: Iterable[Similar]) -> tuple[SimilarLine, ...]:
    return tuple(_similar(organisation, one) for one in found)


def _similar(organisation: ClusterOrganisation, one: Similar) -> SimilarLine:
    other = one.organisation
    members = members_text(other.members_total) if other.members_total else ""
    return SimilarLine(
        name=other.name,
        url=other.get_absolute_url(),
        detail=" · ".join(filter(None, [place_text(other), members])),
        reason=" · ".join(_reasons(organisation, one.likeness)),
    )


def _reasons(organisation: ClusterOrganisation, likeness: Likeness) -> Iterable[str]:
    """The most telling first: `same industry group and region`, `12 of 15 services`."""
    is_near = len(likeness.place) >= NEAREST
    is_same = likeness.groups == set(organisation.groups)
    if is_same:
        yield _("same industry group and region") if is_near else _("same industry group")
    else:
        values = {"count": len(likeness.groups), "all": len(organisation.groups)}
        yield _("%(count)s of %(all)s industry groups") % values
        if is_near:
            yield _("same region")
    if likeness.place and not is_near:
        yield _("same country")
    if likeness.services:
        values = {"count": len(likeness.services), "all": len(organisation.services)}
        yield _("%(count)s of %(all)s services") % values
    if likeness.technologies:
        values = {"count": len(likeness.technologies), "all": len(organisation.technologies)}
        yield _("%(count)s of %(all)s technologies") % values
