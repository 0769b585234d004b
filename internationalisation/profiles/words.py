"""Names of what profiles hold codes of, in the language of the reader."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from babel import Locale
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from observatory.presenters.words import group_name, region_name
from portal.core.formatting import number, reader_locale
from portal.core.page import Link
from portal.registry.models import ClusterOrganisation, IndustryGroup, Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.profile_codes import Code
from portal.registry.reference import reference

FIGURES_LEVEL = 4  # letters of a code of NUTS 2


def titles_of(codes: Iterable[str], entries: Sequence[Code]) -> tuple[str, ...]:
    """Titles in the order of the list; codes that it no longer has are left out."""
    chosen = set(codes)
    return tuple(entry.label for entry in entries if entry.code in chosen)


def country_name(code: str) -> str:
    """Of any country of the world, by its European or ISO code."""
    known = next((one for one in reference().countries if code in (one.code, one.iso_code)), None)
    return known.local_name if known else Locale.parse(reader_locale()).territories.get(code, code)


def language_names(codes: Iterable[str]) -> str:
    names = Locale.parse(reader_locale()).languages
    return ", ".join(names.get(code, code) for code in codes)


def region_around(organisation: ClusterOrganisation) -> Region | None:
    """The region of NUTS 2 or above that has a page in the Observatory."""
    found = reference().by_code.get(organisation.region_code[:FIGURES_LEVEL], ())
    return next((one for one in found if one.version == CURRENT_NUTS), found[-1] if found else None)


def region_link(region: Region) -> Link:
    return Link(f"{region_name(region)} ({region.code})", reverse("observatory:region", args=[region.code]))


def place_text(organisation: ClusterOrganisation) -> str:
    """`München (DE212)`; without a town the region or the country."""
    region = region_around(organisation)
    name = organisation.city or organisation.region_name or (region_name(region) if region else "")
    if not name:
        return country_name(organisation.country_id)
    if organisation.region_code:
        return f"{name} ({organisation.region_code})"
    return f"{name}, {country_name(organisation.country_id)}"


def members_text(count: int) -> str:
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": number(count)}


def group_link(group: IndustryGroup) -> Link:
    return Link(group_name(group), reverse("observatory:industry", args=[group.scheme_id, group.code]))


def host_of(url: str) -> str:
    """`https://www.example.org/en` → `example.org`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def outside(url: str) -> Link:
    return Link(host_of(url), url)


def known_address(name: str, *arguments: object) -> str:
    """Empty where the portal has no such page yet."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def first_of(names: Sequence[str], most: int = 2) -> str:
    """`A, B and 3 more`."""
    shown, rest = ", ".join(names[:most]), len(names) - most
    if rest <= 0:
        return shown
    more = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return more % {"names": shown, "count": rest}


def demonstration_note() -> str:
    return _("demonstration")
