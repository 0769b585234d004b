"""The groups that are specialisations of the same regions as this one."""

from django.urls import reverse
from django.utils.translation import gettext

from observatory.presenters.addresses import carried, group_address
from observatory.presenters.group.section import Section
from observatory.presenters.industry_trend import TABLE_FORMATS, actions_of, values_of
from observatory.presenters.words import group_label, group_name, source_line
from observatory.queries.group import GroupProfile
from observatory.queries.release import DEFAULT_SCHEME
from portal.core.formatting import number
from portal.core.page import Cell, Column, Link, Table

SHOWN = 8


def related_section(profile: GroupProfile, path: str) -> Section:
    title = gettext("Related groups, %(year)s: %(group)s") % values_of(profile)
    return Section(
        id="related",
        summary=_sentence(profile),
        table=_table(profile, title),
        actions=actions_of(profile, path, title, TABLE_FORMATS, "related"),
        notes=(
            gettext(
                "Proximity: regions specialised in both groups, divided by those specialised in the more widespread of "
                "the two; over the regions that publish both, 30 at least."
            ),
        ),
        source=source_line(profile.release, profile.year),
    )


def network_link(profile: GroupProfile) -> Link:
    scheme = profile.group.scheme_id
    path = reverse("observatory:relatedness-network")
    chosen = carried(profile.selection, "" if scheme == DEFAULT_SCHEME else scheme).with_(rules="")
    return Link(gettext("The network of all groups"), chosen.address(path))


def _sentence(profile: GroupProfile) -> str:
    if not profile.related:
        return ""
    first = profile.related[0]
    values = {
        "group": group_label(profile.group),
        "other": group_name(first.other),
        "proximity": number(first.proximity, 2),
        "together": number(first.together),
        "regions": number(first.regions),
    }
    pattern = gettext(
        "%(group)s goes together most with %(other)s: proximity %(proximity)s; of %(regions)s regions that publish "
        "both, %(together)s are specialised in both."
    )
    return pattern % values


def _table(profile: GroupProfile, caption: str) -> Table:
    columns = (
        Column("other", gettext("Industry group")),
        Column("proximity", gettext("Proximity"), gettext("0 to 1"), is_numeric=True),
        Column("together", gettext("Specialised in both"), gettext("regions"), is_numeric=True),
        Column("regions", gettext("Publish both"), gettext("regions"), is_numeric=True),
    )
    rows = tuple(
        (
            Cell(group_name(pair.other), url=group_address(pair.other, profile.selection)),
            Cell(number(pair.proximity, 2)),
            Cell(number(pair.together)),
            Cell(number(pair.regions)),
        )
        for pair in profile.related[:SHOWN]
    )
    return Table(caption, columns, rows, gettext("Fewer than 30 regions publish this group together with any other."))
