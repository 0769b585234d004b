"""Regions side by side inside a text."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from observatory.models import ClusterFigure, RegionClusters, Release
from observatory.presenters import words
from observatory.presenters.excerpts import Excerpt, released_text
from observatory.presenters.stars import stars, stars_of, unjudged_note
from observatory.queries.release import DEFAULT_RULES
from portal.core import formatting
from portal.core.page import Cell, Column, Table


def of_clusters(rows: Sequence[RegionClusters], release: Release, codes: Sequence[str]) -> Excerpt:
    """Statistical clusters of each region; `rows` holds at least one."""
    columns = (
        Column("region", _("Region")),
        Column("clusters", _("Statistical clusters"), is_numeric=True),
        Column("three_stars", _("With three stars"), is_numeric=True),
        Column("persons", _("Persons employed in them"), unit=_("persons"), is_numeric=True),
        Column("share", _("Share of the region"), is_numeric=True),
    )
    caption = _("Statistical clusters of regions, %(year)s") % {"year": release.default_year}
    return _excerpt(Table(caption, columns, tuple(map(_clusters_row, rows))), release, codes, len(rows))


def of_group(figures: Sequence[ClusterFigure], release: Release, codes: Sequence[str]) -> Excerpt:
    """One industry group in each region; `figures` holds at least one."""
    columns = (
        Column("region", _("Region")),
        Column("persons", _("Persons employed"), unit=_("persons"), is_numeric=True),
        Column("quotient", _("Location quotient"), unit=_("times the EU-27 share"), is_numeric=True),
        Column("stars", _("Stars")),
    )
    values = {"group": words.group_name(figures[0].group), "year": release.default_year}
    caption = _("%(group)s in regions, %(year)s") % values
    rows = tuple(_group_row(figure, release) for figure in figures)
    return _excerpt(Table(caption, columns, rows), release, codes, len(rows))


def _excerpt(table: Table, release: Release, codes: Sequence[str], found: int) -> Excerpt:
    """Says how many of the chosen regions the release does not hold."""
    left_out = len(codes) - found
    note = _("Not in this release: %(count)s of the regions chosen.") % {"count": formatting.number(left_out)}
    return Excerpt(
        title=_("Regions side by side"),
        table=table,
        summary=note if left_out else "",
        source=words.source_line(release, release.default_year or ""),
        url=f"{reverse('observatory:compare')}?{urlencode([('r', code) for code in codes])}",
        link_label=_("Compare the regions in full"),
        is_demonstration=release.is_demonstration,
        released=released_text(release),
    )


def _clusters_row(row: RegionClusters) -> tuple[Cell, ...]:
    return (
        Cell(words.region_name(row.region), url=words.region_url(row.region)),
        Cell(formatting.number(row.one_star + row.two_stars + row.three_stars)),
        Cell(formatting.number(row.three_stars)),
        Cell(formatting.number(row.persons_in_clusters)),
        Cell(formatting.share(row.share_in_clusters)),
    )


def _group_row(figure: ClusterFigure, release: Release) -> tuple[Cell, ...]:
    return (
        Cell(words.region_name(words.region_of(figure)), url=words.cluster_url(figure)),
        Cell(formatting.number(figure.persons_employed)),
        Cell(formatting.quotient(figure.location_quotient)),
        _stars_cell(figure, release),
    )


def _stars_cell(figure: ClusterFigure, release: Release) -> Cell:
    earned = stars_of(figure, release, DEFAULT_RULES)
    if earned is None:
        return Cell(formatting.MISSING, note=unjudged_note(figure, release, DEFAULT_RULES))
    shown = stars(earned, DEFAULT_RULES, is_hollow=figure.total_is_estimated)
    return Cell(shown.text, stars=shown)
