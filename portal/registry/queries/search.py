"""Find your region: by code of any version, by postcode, or by name in any spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.registry.codes import CODE, official_code
from portal.registry.conversion import Kind, conversions
from portal.registry.models import Postcode
from portal.registry.names import fold
from portal.registry.queries.gazetteer import Place, gazetteer

BY_BEGINNING = frozenset({"IE", "MT", "UK"})  # countries whose postcodes the table has by their beginnings
SHORTEST_PREFIX = 3  # letters of a postcode from which its beginning is searched
LONGEST_TEXT = 100
CLOSE_NAMES = 8
_POSTCODE = re.compile(
    r"^(?:([A-Z]{1,2})[\s-]+)?([A-Z]{0,3}\d[A-Z0-9]*(?:[\s-][A-Z0-9]*\d[A-Z0-9]*|[\s-][A-Z]{2})?)(?=$|[\s,])"
)
# A place and then its postcode: `München 80331`, `Lisboa, 1000-001`.
_POSTCODE_LAST = re.compile(r"^(?P<place>[^\d]{2,}[^\d\s,-])[\s,]+(?P<postcode>(?:[A-Z]{1,2}-)?\d{3}[\d\s-]*)$")
_SPACED_CODE = re.compile(r"([A-Z]{2})\s+([A-Z0-9]{1,3})")
# Letters that stand before a postcode on an envelope and are no country code of ours.
_ENVELOPE = dict(A="AT", B="BE", D="DE", E="ES", F="FR", I="IT", L="LU", N="NO", P="PT", S="SE")  # noqa: C408 (one line)


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """A region that answers the search; `detail` says why where the name does not."""

    code: str
    name: str
    level: int
    country_code: str
    country_name: str
    detail: str = ""


class Fit(IntEnum):
    """How well a name fits, best first."""

    EXACT = 0
    BEGINS = 1
    WORD_BEGINS = 2
    CONTAINS = 3


def find_regions(text: str, limit: int = 20) -> list[RegionMatch]:
    """Regions that a visitor may mean, best first; a code or postcode comes before names. At most 1 query when warm."""
    text = text.strip()[:LONGEST_TEXT]
    matches = list(_by_code(text)) or list(_by_postcode(text)) or list(_by_name(text)) or list(_around(text))
    best: dict[str, RegionMatch] = {}
    for match in matches:
        best.setdefault(match.code, match)
    return list(best.values())[:limit]


def find_coded(text: str, limit: int = 5) -> list[RegionMatch]:
    """Regions that a code of any version or a postcode names, none for words. At most 1 query when warm.

    Words beside a postcode must name a place around it: "80331 München" does, "clusters 2014" does not.
    """
    text = text.strip()[:LONGEST_TEXT]
    matches = list(_by_code(text)) or list(_by_postcode(text, is_strict=True))
    best: dict[str, RegionMatch] = {}
    for match in matches:
        best.setdefault(match.code, match)
    return list(best.values())[:limit]


def _by_code(text: str) -> Iterator[RegionMatch]:
    code = official_code(_SPACED_CODE.sub(r"\1\2", text.upper()))
    if not CODE.fullmatch(code):
        return
    places = gazetteer().by_code
    if code in places:
        yield _match(places[code])
        yield from (_match(places[heir]) for heir in _heirs(code) if heir in places and heir != code)
    elif code in gazetteer().small:
        place = gazetteer().small[code]
        yield from (_match(places[heir], f"{place.name} ({code})") for heir in (place.leads_to,) if heir in places)
    elif len(code) > 2:
        was = _("formerly %(code)s") % {"code": code}
        yield from (_match(places[heir], was) for heir in _heirs(code) if heir in places)


def _around(text: str) -> Iterator[RegionMatch]:
    """The region around an unknown code: DE22 for DE22X."""
    code, places = official_code(text), gazetteer().by_code
    if CODE.fullmatch(code):
        known = (code[:length] for length in range(len(code) - 1, 2, -1) if code[:length] in places)
        yield from (_match(places[one]) for one in list(known)[:1])


def _heirs(code: str) -> tuple[str, ...]:
    """Today's regions that hold the territory of a code, whatever version it belongs to."""
    answers = (conversions().to_current(code, version) for version in conversions().versions_of(code))
    return next((answer.codes for answer in answers if answer.kind != Kind.GONE), ())


def _by_postcode(text: str, *, is_strict: bool = False) -> Iterator[RegionMatch]:
    """Regions of a postcode (`69001`, `FR-69001`, `80331 München`), in protocol order of the countries that have it.

    Where it `is_strict`, only whole postcodes, and only those whose place the other words name.
    """
    for country_code, region, postcode in find_postcodes(text, is_strict=is_strict):
        detail = _("postcode %(postcode)s") % {"postcode": f"{country_code}-{postcode}"}
        yield _match(gazetteer().by_code[region[:4]], detail)


def find_postcodes(text: str, *, is_strict: bool = False) -> list[tuple[str, str, str]]:
    """(country, NUTS 3 code, postcode) of what the text names, as `_by_postcode` reads it. 1 query, 0 for words."""
    text = _POSTCODE_LAST.sub(r"\g<postcode> \g<place>", text.strip()[:LONGEST_TEXT].upper())
    found = _POSTCODE.match(text)
    if not found:
        return []
    country = _country_of(found.group(1))
    plain = re.sub(r"[^A-Z0-9]", "", found.group(2))
    places, rest = gazetteer().by_code, fold(text[found.end() :])
    found_rows = _postcodes(plain, country, or_beginning=not is_strict)
    rows = [row for row in found_rows if row[1][:4] in places]
    if is_strict and rest:
        rows = [row for row in rows if not _likelihood(row, rest)[0]]
    return sorted(rows, key=lambda row: _likelihood(row, rest))


def _country_of(letters: str | None) -> str:
    if not letters:
        return ""
    code = official_code(letters)
    return code if code in gazetteer().countries else _ENVELOPE.get(code, "")


def _postcodes(plain: str, country: str, *, or_beginning: bool = True) -> list[tuple[str, str, str]]:
    """(country, NUTS 3 code, postcode) of an exact postcode, else of one that begins so, or of its beginning."""
    known = Postcode.objects.filter(country_id=country) if country else Postcode.objects.all()
    starts = [plain[:length] for length in range(SHORTEST_PREFIX, len(plain) + 1)]
    exact = list(known.filter(postcode__in=starts).values_list("country_id", "region_code", "postcode"))
    if exact:
        longest = max(len(row[2]) for row in exact)
        whole = [row for row in exact if row[2] == plain]
        # A longer spelling than the table's (an Irish D02 X285) is known by its beginning.
        return whole or [row for row in exact if len(row[2]) == longest and row[0] in BY_BEGINNING]
    return _beginning_with(known, plain) if or_beginning else []


def _beginning_with(known: QuerySet[Postcode], plain: str) -> list[tuple[str, str, str]]:
    if len(plain) < SHORTEST_PREFIX:
        return []
    rows = known.filter(postcode__startswith=plain).order_by("country_id", "region_code")
    return [(country, region, plain) for country, region in rows.values_list("country_id", "region_code").distinct()]


def _likelihood(row: tuple[str, str, str], rest: str) -> tuple[bool, int]:
    """Places named after the postcode come first, then protocol order."""
    countries, places = gazetteer().countries, gazetteer().by_code
    names = (*places[row[1][:4]].keys, fold(countries[row[0]].name), *places[row[0]].keys) if rest else ()
    return not any(rest in name or name in rest for name in names), countries[row[0]].protocol_order


def _by_name(text: str) -> Iterator[RegionMatch]:
    """Regions by name; `Lyon, France` is a name and, behind the comma, the country that narrows it down."""
    key = fold(text)
    for place in _named(key) or _named_in_country(text) or _resembling(key):
        target = gazetteer().by_code.get(place.leads_to)
        if target and not _is_doubled(target):
            yield _match(target, place.name if place is not target else "")


def _named(key: str) -> list[Place]:
    """Places whose names fit best first; those that only contain the key where no name or word begins so."""
    if not key:
        return []
    fits = [(fit, place) for place in gazetteer().places if (fit := _fit(place, key)) is not None]
    good = [pair for pair in fits if pair[0] < Fit.CONTAINS] or fits
    return [place for _fitting, place in sorted(good, key=lambda pair: _rank(*pair))]


def _named_in_country(text: str) -> list[Place]:
    name, comma, rest = text.partition(",")
    country = fold(rest)
    return [place for place in _named(fold(name)) if _is_in(place, country)] if comma and country else []


def _is_in(place: Place, country: str) -> bool:
    around = gazetteer().by_code.get(place.country)
    return around is not None and country in around.keys


def _fit(place: Place, key: str) -> Fit | None:
    """The best fit of any of the place's names; short keys fit only beginnings."""
    fits = [fit for name in place.keys if (fit := _fit_name(name, key)) is not None]
    return min(fits, default=None)


def _fit_name(name: str, key: str) -> Fit | None:
    if name == key:
        return Fit.EXACT
    if name.startswith(key):
        return Fit.BEGINS
    if f" {key}" in name:
        return Fit.WORD_BEGINS
    return Fit.CONTAINS if len(key) > SHORTEST_PREFIX and key in name else None


def _resembling(key: str) -> list[Place]:
    """Places with the names most like a key that no name fits."""
    names: dict[str, list[Place]] = {}
    for place in gazetteer().places:
        for name in place.keys:
            names.setdefault(name, []).append(place)
    close = get_close_matches(key, list(names), n=CLOSE_NAMES, cutoff=0.75) if key else []
    return [place for name in close for place in names[name]]


def _rank(fit: Fit, place: Place) -> tuple[int, int, int, str]:
    """Best fit first; then regions with figures of their own (NUTS 2), countries, NUTS 1, NUTS 3; then order."""
    return fit, (2, 1, 3, 4)[_order(place.level)], gazetteer().countries[place.country].protocol_order, place.code


def _order(level: int) -> int:
    return {0: 0, 2: 1, 1: 2, 3: 3}[level]


def _is_doubled(place: Place) -> bool:
    """A NUTS 1 region with the same name as its only NUTS 2 region."""
    only = gazetteer().by_code.get(place.code + "0") if place.level == 1 else None
    return bool(only and only.keys[0] == place.keys[0])


def _match(place: Place, detail: str = "") -> RegionMatch:
    country = gazetteer().countries[place.country]
    return RegionMatch(place.code, place.name, place.level, place.country, country.local_name, detail)
