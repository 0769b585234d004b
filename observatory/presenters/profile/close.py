"""Industries close to what a region already does well, and how firm its stars are."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.models import ClusterFigure, RegionClusters
from observatory.presenters.addresses import carried, cell_address
from observatory.presenters.words import group_name
from observatory.queries.region import Profile, RegionProfile
from portal.core.formatting import number, quotient, share
from portal.core.page import Cell, Column, Link, Table
from portal.registry.models import IndustryGroup

SHOWN = 5


@dataclass(frozen=True, slots=True)
class CloseIndustries:
    table: Table
    says: str
    link: Link


def present_close(profile: RegionProfile) -> CloseIndustries:
    columns = (
        Column("group", gettext("Industry group")),
        Column("density", gettext("Relatedness density"), gettext("% of its relatedness"), is_numeric=True),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
    )
    rows = tuple(_row(profile, one) for one in _closest(profile))
    caption = gettext("Close industries, %(year)s") % {"year": profile.year}
    empty = gettext(
        "No relatedness in this year: too few groups are published here, or none is below the area's share."
    )
    path = reverse("observatory:relatedness", args=[profile.place.code])
    return CloseIndustries(
        table=Table(caption, columns, rows, empty),
        says=gettext("Groups in which the region is not specialised, and whose related groups it is specialised in. An "
                     "indication of what lies near, not a recommendation: it says nothing of demand, cost or policy."),
        link=Link(gettext("All groups by relatedness, and the picture of the network"),
                  carried(profile.selection, profile.selection.scheme).address(path)),
    )  # fmt: skip


def _closest(profile: RegionProfile) -> list[ClusterFigure]:
    rows = [
        one
        for one in profile.figures
        if one.density is not None
        and one.location_quotient is not None
        and one.location_quotient < 1
        and one.group.market == IndustryGroup.Market.TRADED
    ]
    return sorted(rows, key=lambda one: (-(one.density or 0.0), one.group.position))[:SHOWN]


def _row(profile: RegionProfile, one: ClusterFigure) -> tuple[Cell, ...]:
    return (
        Cell(group_name(one.group), url=cell_address(one, profile.selection)),
        Cell(share(one.density)),
        Cell(quotient(one.location_quotient)),
        Cell(number(one.persons_employed)),
    )


def firmness(profile: Profile, counts: RegionClusters | None) -> str:
    """How many stars hang on where a cut lies; empty where that was not computed."""
    if counts is None or not counts.judged or counts.stars_lost is None or counts.stars_gained is None:
        return ""
    values = {
        "year": profile.year,
        "lost": ngettext("%(count)s star would be lost", "%(count)s stars would be lost", counts.stars_lost)
        % {"count": counts.stars_lost},
        "gained": ngettext("%(count)s would be gained", "%(count)s would be gained", counts.stars_gained)
        % {"count": counts.stars_gained},
    }
    return gettext("Firm or close, %(year)s: if every cut were 10%% higher, %(lost)s; if lower, %(gained)s.") % values
