"""What a reader must know before the sums: members without figures, regions left out, choices that cannot stand."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.models.figure import Unjudged
from observatory.presenters.custom.words import custom_path, members_text, subject_name, without
from observatory.presenters.notices import Notice
from observatory.presenters.words import full_region_name, region_of
from observatory.queries.custom import CustomProfile
from observatory.queries.custom_members import MOST_MEMBERS
from observatory.queries.place import Place
from observatory.several import Several, plain_name
from portal.core.formatting import number
from portal.core.page import Link
from portal.registry.models import Region
from portal.registry.region_sets import region_set


def custom_notices(profile: CustomProfile, selection: Several) -> Iterable[Notice]:
    now, values = profile.members_now, {"year": profile.year}
    if profile.subject.set_code and (unplaced := region_set(profile.subject.set_code).open):
        yield _open_notice(len(unplaced))
    if now.absent:
        yield _absent_notice(profile, selection)
    if now.partly:
        text = gettext("Figures of %(year)s were published for regions of which only a part lies in the set today. "
                       "They are left out: %(members)s.")  # fmt: skip
        title = gettext("Regions that only reach into the set")
        yield Notice("info", title, text % {**values, "members": members_text(now.partly)})
    if profile.total and profile.total.without:
        yield _no_total_notice(profile, selection)
    if any(cell.unjudged == Unjudged.OUTSIDE_AREA for cell in profile.cells):
        yield _outside_notice(profile, selection)


def _open_notice(count: int) -> Notice:
    """Which category they are in is not known here: a set that looks complete would mislead."""
    title = ngettext("%(count)s region is not placed", "%(count)s regions are not placed", count)
    text = gettext("Neither the published lists at hand nor our rule says in which category they are, so they are in "
                   "none of the three sets. “Where this set comes from” names them and the rule.")  # fmt: skip
    return Notice("info", title % {"count": number(count)}, text)


def _absent_notice(profile: CustomProfile, selection: Several) -> Notice:
    absent = profile.members_now.absent
    values = {"year": profile.year, "members": members_text(absent)}
    if profile.subject.set_code:
        text = gettext("The source has nothing for %(year)s of: %(members)s. The sums are those of the other members.")
        return Notice("warning", gettext("Not all members have figures"), text % values)
    text = gettext("The source has nothing for %(year)s of: %(members)s. A sum without a member would be that of "
                   "another region, so none is shown.")  # fmt: skip
    path = custom_path(profile.subject)
    links = tuple(removal(selection, path, region.code, full_region_name(region)) for region in absent)
    return Notice("warning", gettext("A member has no figures"), text % values, links)


def _no_total_notice(profile: CustomProfile, selection: Several) -> Notice:
    lacking = profile.total.without if profile.total else ()
    text = gettext("Members without a total, so that there are no location quotients: %(members)s.")
    title = gettext("No total in %(year)s") % {"year": profile.year}
    link = others_as_one(profile, selection)
    return Notice("info", title, text % {"members": members_text(lacking)}, (link,) if link else ())


def others_as_one(profile: CustomProfile, selection: Several) -> Link | None:
    """The members that have a total, as a custom region whose name says so; None where there is nothing to add up."""
    known = [region_of(row).code for row in profile.members_now.rows if row.persons_employed is not None]
    count, whole = len(known), len(profile.members_now.rows)
    if not 1 < count <= MOST_MEMBERS or count == whole:
        return None
    values = {"name": subject_name(profile.subject), "count": number(count), "whole": number(whole)}
    name = plain_name(gettext("%(name)s: %(count)s of %(whole)s members") % values)
    others = selection.with_(subjects=tuple(("r", code) for code in known), name=name)
    label = gettext("Show the other %(count)s members as one") % values
    return Link(label, others.address(reverse("observatory:custom")))


def _outside_notice(profile: CustomProfile, selection: Several) -> Notice:
    text = gettext("Figures are shown against the EU-27 and earn no stars. Choose all countries as the reference area "
                   "to see stars.")  # fmt: skip
    address = selection.address(custom_path(profile.subject), area="all")
    link = Link(gettext("Show against all countries with data"), address)
    return Notice("info", gettext("Members outside the EU-27"), text, (link,))


def removal(selection: Several, path: str, code: str, name: str) -> Link:
    return Link(gettext("Show without %(name)s") % {"name": name}, without(selection, code).address(path))


def overlap_notices(pairs: Sequence[tuple[Place, Place]], selection: Several, path: str) -> Iterable[Notice]:
    """No cell counts twice: a region and one that holds it cannot be members together."""
    for one, other in pairs:
        regions: tuple[Region, Region] = (one.region, other.region)
        names = {"one": full_region_name(one.region), "other": full_region_name(other.region)}
        text = gettext("%(one)s and %(other)s share territory: together they would count it twice. Remove one of them.")
        links = tuple(removal(selection, path, region.code, full_region_name(region)) for region in regions)
        yield Notice("error", gettext("Two members overlap"), text % names, links)


def too_many_notice(count: int, most: int = MOST_MEMBERS) -> Notice:
    text = gettext("%(count)s were asked for; the first %(most)s are shown.")
    return Notice("warning", gettext("Too many at once"), text % {"count": number(count), "most": number(most)})
