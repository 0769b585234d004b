"""Where a group grows fastest: regions of some size, each with the period over which it is known.

A rate that runs over a jump within a year is no headline: it stands after the others, marked.
"""

from django.utils.translation import gettext, ngettext

from observatory.models import ClusterFigure
from observatory.presenters.addresses import cell_address
from observatory.presenters.group.section import Section
from observatory.presenters.industry_trend import TABLE_FORMATS, actions_of, values_of
from observatory.presenters.words import figure_note, persons, region_name, region_of, source_line
from observatory.queries.group import GroupProfile
from portal.core.formatting import number, quotient, rate
from portal.core.page import Cell, Column, Table

SHOWN = 10
LEAST_PERSONS = 1_000


def risers(profile: GroupProfile) -> list[ClusterFigure]:
    """Regions with at least 1,000 persons employed and a rate of growth: the fastest first, those that jump last."""
    known = [one for one in profile.cells if one.growth is not None and (one.persons_employed or 0) >= LEAST_PERSONS]
    return sorted(known, key=lambda one: (one.pk in profile.jumps, -(one.growth or 0), one.region.code))


def risers_section(profile: GroupProfile, path: str) -> Section:
    title = gettext("Growing fastest, %(year)s: %(group)s") % values_of(profile)
    found = [one for one in risers(profile) if one.pk not in profile.jumps]
    return Section(
        id="risers",
        summary=_sentence(profile, found),
        table=_table(profile, found, title),
        actions=actions_of(profile, path, title, TABLE_FORMATS, "risers"),
        notes=(
            gettext(
                "Regions with at least %(least)s persons employed in %(year)s. Growth is a yearly rate over the "
                "longest period without a break in the series; periods differ, so each row prints its own."
            )
            % (values_of(profile) | {"least": number(LEAST_PERSONS)}),
            *_left_out(profile),
        ),
        source=source_line(profile.release, profile.year),
    )


def _left_out(profile: GroupProfile) -> tuple[str, ...]:
    """How many rates are no headline, and by which rule."""
    jumping = [one for one in risers(profile) if one.pk in profile.jumps]
    if not jumping:
        return ()
    pattern = ngettext(
        "Not ranked: %(count)s region whose persons employed rise by half or more, or fall by a third or more, from "
        "one year to the next without a marked break. Such a step is seldom real. The files list it, marked.",
        "Not ranked: %(count)s regions whose persons employed rise by half or more, or fall by a third or more, from "
        "one year to the next without a marked break. Such steps are seldom real. The files list them, marked.",
        len(jumping),
    )
    return (pattern % {"count": number(len(jumping))},)


def _sentence(profile: GroupProfile, found: list[ClusterFigure]) -> str:
    if not found:
        return ""
    first = found[0]
    values = {
        "place": f"{region_name(region_of(first))} ({first.region.country.local_name})",
        "rate": rate(first.growth),
        "from": first.growth_from,
        "to": first.growth_to,
        "persons": persons(first.persons_employed),
        "up": number(sum((one.growth or 0) > 0 for one in found)),
        "count": number(len(found)),
        "year": profile.year,
    }
    pattern = gettext(
        "First: %(place)s, %(rate)s a year from %(from)s to %(to)s, %(persons)s in %(year)s. Of %(count)s regions of "
        "that size with such a rate, %(up)s grew."
    )
    return pattern % values


def _table(profile: GroupProfile, found: list[ClusterFigure], caption: str) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("country", gettext("Country")),
        Column("growth", gettext("Growth"), gettext("% a year"), is_numeric=True),
        Column("period", gettext("Period"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), str(profile.year), is_numeric=True),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
    )
    empty = gettext("No region of this size has a period of two years without a break in the series.")
    return Table(caption, columns, tuple(_row(one, profile) for one in found[:SHOWN]), empty)


def _row(one: ClusterFigure, profile: GroupProfile) -> tuple[Cell, ...]:
    region = region_of(one)
    return (
        Cell(f"{region_name(region)} ({region.code})", cell_address(one, profile.selection), figure_note(one)),
        Cell(one.region.country.local_name),
        Cell(rate(one.growth)),
        Cell(f"{one.growth_from}–{one.growth_to}"),
        Cell(number(one.persons_employed)),
        Cell(quotient(one.location_quotient)),
    )
