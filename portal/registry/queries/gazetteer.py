"""The places that the search knows, remembered in process."""

from dataclasses import dataclass

from portal.registry.conversion import conversions
from portal.registry.memory import remember
from portal.registry.models import Country, Region
from portal.registry.reference import reference
from portal.registry.territory import DEEPEST_LEVEL


@dataclass(frozen=True, slots=True)
class Place:
    """A region as the search knows it; `leads_to` is the code of the region with a page of its own."""

    code: str
    leads_to: str
    name: str
    level: int
    country: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places; those with pages by code, the small ones (NUTS 3) by code; countries with their order."""

    places: tuple[Place, ...]
    by_code: dict[str, Place]
    small: dict[str, Place]
    countries: dict[str, Country]


@remember
def gazetteer() -> Gazetteer:
    """Today's regions of all levels (NUTS 3 leads to its NUTS 2) and former ones that keep a page. 2 queries, once."""
    countries = {country.code: country for country in reference().countries}
    fields = ("code", "version", "level", "name_latin", "country_id", "search_key")
    rows = Region.objects.filter(is_extra_regio=False).order_by("version").values_list(*fields)
    newest = {row[0]: row for row in rows}
    places = tuple(_place(*row) for row in newest.values() if _has_page(*row[:3]))
    pages = {place.code: place for place in places if place.level <= DEEPEST_LEVEL}
    return Gazetteer(places, pages, {place.code: place for place in places if place.code not in pages}, countries)


def _has_page(code: str, version: str, level: int) -> bool:
    """Today's regions, and former NUTS 1 and 2 regions whose figures no other region can take over."""
    if version == conversions().newest(code):
        return True
    return level <= DEEPEST_LEVEL and not conversions().to_current(code, version).is_exact


def _place(code: str, version: str, level: int, name: str, country: str, search_key: str) -> Place:
    leads_to = code if level <= DEEPEST_LEVEL else code[:4]
    return Place(code, leads_to, name, level, country, tuple(search_key.split("|")))
