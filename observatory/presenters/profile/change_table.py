"""The table of a change: sections in both years, with their effects."""

from django.utils.translation import gettext, pgettext

from observatory.models import Status
from observatory.queries.change_shapes import Comparison, SectionChange
from observatory.queries.region import Profile
from portal.core.formatting import MISSING, number, signed
from portal.core.page import Cell, Column, Table


def change_table(profile: Profile, found: Comparison) -> Table:
    years = {"since": found.since, "year": found.year}
    columns = (
        Column("section", gettext("Section")),
        Column("before", gettext("Persons employed, %(since)s") % years, is_numeric=True),
        Column("after", gettext("Persons employed, %(year)s") % years, is_numeric=True),
        Column("change", pgettext("development over the years", "Change"), gettext("persons"), is_numeric=True),
        Column("national", gettext("National"), gettext("persons"), is_numeric=True),
        Column("mix", gettext("Industry mix"), gettext("persons"), is_numeric=True),
        Column("regional", gettext("Regional"), gettext("persons"), is_numeric=True),
    )
    rows = tuple(_row(profile, one) for one in found.sections)
    return Table(gettext("Change by section, %(since)s–%(year)s") % years, columns, rows, total_row=_total(found))


def _row(profile: Profile, one: SectionChange) -> tuple[Cell, ...]:
    name = Cell(f"{one.code} {profile.section_names.get(one.code, '')}".strip())
    if one.before is None or one.after is None:
        why = gettext("confidential") if one.status == Status.CONFIDENTIAL else gettext("not published in both years")
        return (name, *(Cell(MISSING, note=why) for _column in range(6)))
    levels = (Cell(number(one.before)), Cell(number(one.after)), Cell(signed(one.after - one.before)))
    if one.regional is None:
        why = gettext("too few countries of the reference area publish the section in both years")
        return (name, *levels, *(Cell(MISSING, note=why) for _column in range(3)))
    return (name, *levels, *(Cell(signed(effect)) for effect in (one.national, one.mix, one.regional)))


def _total(found: Comparison) -> tuple[Cell, ...]:
    """The sum over sections with effects: what the drawing shows before the rest."""
    before = sum(one.before or 0.0 for one in found.explained)
    after = sum(one.after or 0.0 for one in found.explained)
    values = (number(before), number(after), signed(after - before))
    effects = (signed(effect) for effect in (found.national, found.mix, found.regional))
    return (Cell(gettext("Compared sections")), *(Cell(text) for text in (*values, *effects)))
