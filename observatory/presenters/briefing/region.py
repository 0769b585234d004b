"""The briefing of a NUTS 2 region."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from observatory.charts import Bar, Reference, Words, bar_chart
from observatory.models import ClusterFigure
from observatory.presenters.briefing.parts import Briefing, Judged, imprint, notes_of, picture
from observatory.presenters.briefing.stars import Heading, judged, rows_of
from observatory.presenters.facts import known_facts
from observatory.presenters.region_facts import region_facts, region_notices, why_not_judged
from observatory.presenters.region_figures import (
    clusters_of,
    earned,
    gaps_sentence,
    history_chart,
    peers_table,
    specialisation_chart,
    specialised,
)
from observatory.presenters.region_lead import lead_of_region
from observatory.presenters.similar.words import distance_text, short_near_texts
from observatory.presenters.words import area_name, figure_note, group_name, region_name
from observatory.queries.area_profile import AreaProfile
from observatory.queries.arithmetic import Arithmetic
from observatory.queries.place import Place
from observatory.queries.region import RegionProfile
from observatory.queries.similar import SimilarRegion
from portal.core.charts import Chart
from portal.core.formatting import number, quotient
from portal.core.page import Cell, Column, Table
from portal.core.panels import Panel

ROWS = 12
BARS = 8
TREND_HEIGHT = 150
MOST_ROWS = 10
NEAR_TEXTS = 2


def top_clusters(profile: RegionProfile) -> list[ClusterFigure]:
    """The clusters that a briefing has room for."""
    return clusters_of(profile)[:ROWS]


def brief_region(
    profile: RegionProfile,
    arithmetic: tuple[Arithmetic, ...],
    similar: tuple[SimilarRegion, ...],
    panels: tuple[Panel, ...],
    path: str,
    today: date,
) -> Briefing:
    """`arithmetic` belongs to `top_clusters(profile)`."""
    clusters = clusters_of(profile)
    return Briefing(
        title=region_name(profile.place.region),
        kind=kind_of(profile.place),
        lead=lead_of_region(profile, clusters),
        facts=known_facts(region_facts(profile, clusters)),
        notes=notes_of(region_notices(profile)),
        judged=_judged(profile, clusters, arithmetic),
        trend=picture(history_chart(profile), TREND_HEIGHT),
        strength=picture(_specialisation(profile)),
        tables=_tables(profile, similar),
        panels=panels,
        imprint=imprint(path, profile.release, profile.selection, today),
        is_demonstration=profile.release.is_demonstration,
        release=profile.release.code,
        year=str(profile.year),
        remarks=(gaps_sentence(profile),),
    )


def _tables(profile: RegionProfile, similar: Sequence[SimilarRegion]) -> tuple[Table, ...]:
    """Regions like it, else peers by size; where there is no total to compare, the figures that are published."""
    has_total = profile.total is not None and profile.total.persons_employed is not None
    peers = _alike(profile, similar) if similar else peers_table(profile)
    table = peers if has_total else _largest_groups(profile)
    return (replace(table, rows=table.rows[:MOST_ROWS]),) if table.rows else ()


def _alike(profile: RegionProfile, similar: Sequence[SimilarRegion]) -> Table:
    """The nearest by structure, with what brings them near; what sets them apart stands on the page."""
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("distance", gettext("Distance"), gettext("0 is the same"), is_numeric=True),
        Column("near", gettext("What brings it near"), gettext("own value and the other's")),
    )
    rows = tuple(map(_alike_row, similar))
    return Table(gettext("Regions like this one, %(year)s") % {"year": profile.year}, columns, rows)


def _alike_row(one: SimilarRegion) -> tuple[Cell, ...]:
    return (
        Cell(region_name(one.region)),
        Cell(one.region.country.local_name),
        Cell(distance_text(one.distance)),
        Cell("; ".join(short_near_texts(one)[:NEAR_TEXTS])),
    )


def _largest_groups(profile: RegionProfile) -> Table:
    columns = (
        Column("group", gettext("Industry group")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    known = [one for one in profile.figures if one.persons_employed is not None]
    known.sort(key=lambda one: -(one.persons_employed or 0))
    rows = tuple(
        (Cell(group_name(one.group)), Cell(number(one.persons_employed), note=figure_note(one))) for one in known
    )
    title = gettext("Industry groups with the most persons employed, %(year)s")
    return Table(title % {"year": profile.year}, columns, rows)


def kind_of(place: Place) -> str:
    """`NUTS 2 region · DE21 · Germany`."""
    region = place.region
    level = gettext("Country") if not region.level else gettext("NUTS %(level)s region") % {"level": region.level}
    country = (region.country.local_name,) if region.level else ()
    return " · ".join((level, region.code, *country))


def _specialisation(profile: RegionProfile) -> Chart | None:
    """The page's chart with as many bars as half a sheet of paper holds."""
    full = specialisation_chart(profile)
    return short_bars(full.title, full.summary, profile, specialised(profile)) if full else None


def short_bars(title: str, summary: str, profile: RegionProfile | AreaProfile, rows: list[ClusterFigure]) -> Chart:
    bars = [_bar(profile, one) for one in rows[:BARS]]
    words = Words("specialisation", title, summary, gettext("location quotient"))
    return bar_chart(words, bars, Reference(1, area_name(profile.selection.area)))


def _bar(profile: RegionProfile | AreaProfile, one: ClusterFigure) -> Bar:
    """A country has no stars of its own: all its bars are the subject."""
    lq, is_area = one.location_quotient or 0, isinstance(profile, AreaProfile)
    return Bar(group_name(one.group), lq, quotient(lq), is_area or bool(earned(profile, one)), one.total_is_estimated)


def _no_clusters(profile: RegionProfile) -> str:
    if profile.standing is None:
        return gettext("No cell is judged here in this year: %(why)s.") % {"why": why_not_judged(profile)}
    return gettext("No industry group earns a star here in this year under these rules.")


def _judged(profile: RegionProfile, clusters: list[ClusterFigure], arithmetic: tuple[Arithmetic, ...]) -> Judged:
    values = {"name": region_name(profile.place.region), "year": profile.year}
    title = gettext("Statistical clusters, %(year)s: %(name)s") % values
    rules = profile.selection.rules
    rows = rows_of(clusters[:ROWS], arithmetic, profile.release, rules, lambda one: Cell(group_name(one.group)))
    return judged(Heading(title, gettext("Industry group"), _no_clusters(profile)), rows, rules, len(clusters))
