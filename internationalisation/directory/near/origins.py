"""What a reader may mean by "here": a postcode, a region's name in any spelling, or a NUTS code."""

import re
from dataclasses import dataclass

from internationalisation.directory.entries import folded
from internationalisation.directory.facets import all_countries, is_region
from portal.core.errors import shortened
from portal.registry.codes import CODE, official_code
from portal.registry.memory import remember
from portal.registry.models import Postcode
from portal.registry.queries import find_postcodes, find_regions
from portal.registry.queries.gazetteer import gazetteer

LONGEST = 100
MOST = 12
_BRITISH = re.compile(r"^(?:UK|GB)?[\s-]*[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$")


@dataclass(frozen=True, slots=True)
class Origin:
    """A place to measure from: `code` is the smallest region that is known, `postcode` what led to it."""

    code: str
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """`is_british`: the text is a postcode of the United Kingdom, which the table does not have."""

    text: str
    places: tuple[Origin, ...]
    is_british: bool = False


def find_origins(text: str) -> Origins:
    """Places that the text may mean, the likeliest first. At most 2 queries."""
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    code = official_code(text)
    if CODE.fullmatch(code) and is_region(code):
        return Origins(text, (Origin(code),))
    by_postcode = [Origin(region, f"{country}-{postcode}") for country, region, postcode in find_postcodes(text)]
    places = by_postcode or _named(text)
    unique = {one.code: one for one in reversed(places) if is_region(one.code)}
    ordered = [unique.pop(one.code) for one in places if one.code in unique]
    return Origins(shortened(text), tuple(ordered[:MOST]), bool(_BRITISH.match(text.upper())))


def _named(text: str) -> list[Origin]:
    """Regions of NUTS 3 of exactly this name, then what else has it; regions around the small ones say less."""
    key = folded(text)
    small = [place.code for place in gazetteer().small.values() if key and key in place.keys]
    others = [match.code for match in find_regions(text, MOST)]
    return [Origin(code) for code in (*small, *(one for one in others if not any(s.startswith(one) for s in small)))]


@remember
def covered_countries() -> tuple[str, ...]:
    """Codes of the countries whose postcodes are known, in the order of lists. 1 query, once."""
    known = set(Postcode.objects.order_by().values_list("country_id", flat=True).distinct())
    return tuple(country.code for country in all_countries() if country.code in known)
