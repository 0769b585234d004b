"""Find your region: the search and the list of all regions by country."""

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from observatory.presenters.trail import trail
from observatory.presenters.words import region_url
from portal.core.formatting import number
from portal.core.page import Link, PageMeta
from portal.registry.models import Country, Region
from portal.registry.queries import RegionMatch


@dataclass(frozen=True, slots=True)
class CountryView:
    name: str
    url: str
    regions: tuple[Link, ...]
    footnote: str


@dataclass(frozen=True, slots=True)
class FindPage:
    page: PageMeta
    text: str
    action: str
    matches: tuple[Link, ...]
    nothing: str
    countries: tuple[CountryView, ...]


def present_find(text: str, matches: list[RegionMatch], regions: tuple[Region, ...]) -> FindPage:
    path = reverse("observatory:find")
    return FindPage(
        page=PageMeta(
            title=gettext("Find your region"),
            description=gettext("Regions of Europe by name, NUTS code or postcode, and all regions by country."),
            lead=_lead(text, matches),
            canonical_path=path,
            breadcrumbs=trail(Link(gettext("Regions"), path)),
            is_indexable=not text,
            section="observatory",
        ),
        text=text,
        action=path,
        matches=tuple(_match(match) for match in matches),
        nothing=_nothing(text) if text and not matches else "",
        countries=tuple(_countries(regions)),
    )


def _lead(text: str, matches: list[RegionMatch]) -> str:
    if not text:
        return gettext("Search by name in any spelling, by NUTS code or by postcode, or choose from the list below.")
    found = ngettext("%(count)s region answers “%(text)s”.", "%(count)s regions answer “%(text)s”.", len(matches))
    return found % {"count": number(len(matches)), "text": text}


def _nothing(text: str) -> str:
    return gettext(
        "No region answers “%(text)s”. Check the spelling, write the postcode with its country (FR-69001), or choose "
        "your country below."
    ) % {"text": text}


def _match(match: RegionMatch) -> Link:
    level = gettext("country") if match.level == 0 else f"NUTS {match.level}"
    parts = [match.country_name if match.level else "", level, match.detail]
    url = reverse("observatory:region", args=[match.code])
    return Link(f"{match.name} ({match.code})", url, title=", ".join(part for part in parts if part))


def _countries(regions: tuple[Region, ...]) -> list[CountryView]:
    """Regions come sorted by country in protocol order, then by name."""
    return [_country(country, tuple(rows)) for country, rows in groupby(regions, key=lambda region: region.country)]


def _country(country: Country, regions: tuple[Region, ...]) -> CountryView:
    links = tuple(Link(f"{region.name_latin} ({region.code})", region_url(region)) for region in regions)
    url = reverse("observatory:region", args=[country.code])
    return CountryView(country.local_name, url, links, gettext(country.footnote))
