"""One organisation as lists, cards and places show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.demonstration.places import words as sample_words
from internationalisation.directory.codes import FacetName
from internationalisation.directory.facets import place_name, value_label
from internationalisation.directory.queries.results import LOGO, Found
from internationalisation.profiles.words import members_text
from portal.core.formatting import day, number
from portal.core.page import Badge
from portal.editorial.meta import foreign_language
from portal.editorial.pictures import PlacedPicture, placed
from portal.registry.models import ClusterOrganisation, Standing

SUMMARY_LETTERS = 200
SHOWN_GROUPS = 3
COUNTRY_LETTERS, REGION_LETTERS = 2, 4
FINE_KM, FAR_KM = 5, 100  # nobody's position is better known than its town
MEDALS = ("gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class Row:
    """`language` is that of the summary, where it is not that of the page."""

    title: str
    url: str
    place: str
    facts: tuple[str, ...]
    groups: str
    badges: tuple[Badge, ...]
    summary: str
    language: str = ""
    distance: str = ""
    logo: PlacedPicture | None = None


def present_row(organisation: ClusterOrganisation, today: date, distance: str = "") -> Row:
    one = organisation
    acronym = f" ({one.acronym})" if one.acronym and one.acronym not in one.name else ""
    return Row(
        title=f"{one.name}{acronym}",
        url=one.get_absolute_url(),
        place=place_text(one),
        facts=tuple(_facts(one)),
        groups=_groups(one),
        badges=tuple(_badges(one, today)),
        summary=_summary(one),
        language=foreign_language(one.text_language),
        distance=distance,
        logo=placed(getattr(one, "picture", None), one.logo_id, LOGO, alt=""),  # the name stands beside it
    )


def _summary(one: ClusterOrganisation) -> str:
    """The beginning of the description; that an example is invented is said by its badge already."""
    text = one.description.removeprefix(sample_words()["notice"]) if one.is_demonstration else one.description
    return shorten(text, SUMMARY_LETTERS, placeholder=" …")


def place_text(organisation: ClusterOrganisation) -> str:
    """`München, Oberbayern, Germany`: town, region of NUTS 2 and country, none of them twice."""
    one = organisation
    region = place_name(one.region_code[:REGION_LETTERS]) if len(one.region_code) > COUNTRY_LETTERS else one.region_name
    names = (one.city, region, one.country.local_name)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _groups(one: ClusterOrganisation) -> str:
    """Names of groups hold commas: semicolons stand between them."""
    shown = "; ".join(value_label(FacetName.GROUP, group) for group in one.groups[:SHOWN_GROUPS])
    rest = len(one.groups) - SHOWN_GROUPS
    if rest <= 0:
        return shown
    words = ngettext("%(names)s; %(count)s more", "%(names)s; %(count)s more", rest)
    return words % {"names": shown, "count": number(rest)}


def _facts(one: ClusterOrganisation) -> Sequence[str]:
    kind = [one.get_kind_display()] if one.kind != ClusterOrganisation.Kind.ORGANISATION else []
    members = [members_text(one.members_total)] if one.members_total else []
    openness = [_("open to new members")] if one.is_open_to_members else []
    return [*kind, *members, *openness]


def _badges(one: ClusterOrganisation, today: date) -> Sequence[Badge]:
    badges = []
    if one.is_demonstration:
        badges.append(Badge(_("Demonstration"), "notice"))
    if one.standing == Standing.EMERGING:
        badges.append(Badge(_("Emerging")))
    if one.is_stale(today):
        badges.append(Badge(_("Not confirmed since %(day)s") % {"day": day(one.confirmed_on)}, "notice"))
    badges += [Badge(value_label(FacetName.LABEL, label), "good") for label in MEDALS if label in one.labels]
    return badges


def distance_of(found: Found, position: int) -> str:
    """How far a row of the catalogue is, where distances were asked for."""
    if found.distances is None:
        return ""
    is_exact = bool(found.catalogue.columns.is_exact[position])
    return distance_text(float(found.distances[position]), is_exact=is_exact)


def distance_text(kilometres: float, *, is_exact: bool) -> str:
    """`about 35 km`: neither end is known better than to some kilometres. Empty without a position."""
    if isnan(kilometres):
        return ""
    if kilometres < FINE_KM:
        return _("less than %(count)s km") % {"count": number(FINE_KM)}
    step = FINE_KM if kilometres < FAR_KM else FINE_KM * 2
    words = _("about %(count)s km") if is_exact else _("about %(count)s km, to the middle of its region")
    return words % {"count": number(round(kilometres / step) * step)}
