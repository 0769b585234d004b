"""Names of custom regions and sentences about members whose figures hide a sum."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.presenters.words import full_region_name, region_name
from observatory.queries.custom import CustomCell
from observatory.queries.custom_members import CustomSubject
from observatory.several import Several
from portal.core.formatting import number
from portal.registry.models import Region
from portal.registry.region_sets import region_set

NAMED = 3


def subject_name(subject: CustomSubject) -> str:
    """The set's title, the visitor's own name, or the first members by name."""
    if subject.set_code:
        return gettext(region_set(subject.set_code).title)
    return subject.name or listed([region_name(place.region) for place in subject.places])


def listed(names: Sequence[str]) -> str:
    """`Oberbayern, Tirol, Salzburg and 4 more`."""
    first, rest = ", ".join(names[:NAMED]), len(names) - NAMED
    if rest <= 0:
        return first
    text = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return text % {"names": first, "count": number(rest)}


def members_text(regions: Sequence[Region]) -> str:
    return listed([full_region_name(region) for region in regions])


def why_hidden(cell: CustomCell) -> str:
    """Which members keep a sum from being shown; empty where it is shown."""
    parts = []
    if cell.hidden_by:
        parts.append(gettext("confidential in: %(members)s") % {"members": members_text(cell.hidden_by)})
    if cell.absent_of:
        parts.append(gettext("not published in: %(members)s") % {"members": members_text(cell.absent_of)})
    return "; ".join(parts)


def custom_path(subject: CustomSubject) -> str:
    if subject.set_code:
        return reverse("observatory:region-set", args=[subject.set_code])
    return reverse("observatory:custom")


def without(selection: Several, code: str) -> Several:
    """The same choice without one member."""
    return selection.with_(subjects=tuple(pair for pair in selection.subjects if pair != ("r", code)))
