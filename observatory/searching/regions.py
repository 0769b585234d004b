"""Countries and regions with a page of their own, under every name in which they are stored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from observatory.searching.made_from import reference_fingerprint
from portal.core.searching import Entry
from portal.registry.queries.gazetteer import Place, gazetteer

WEIGHTS = {0: 1.1, 1: 0.9, 2: 1.0}


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Regions by code. 2 queries, 0 when warm. NUTS 3 regions have no page: their names lead to the one around them."""
    smaller = _smaller()
    for language in languages:
        with override(language):
            for place in gazetteer().by_code.values():
                if (keys is None or place.code in keys) and not is_doubled(place):
                    yield _entry(place, language, smaller)


def fingerprint() -> str:
    return reference_fingerprint()


def is_doubled(place: Place) -> bool:
    """A NUTS 1 region with the same name as its only NUTS 2 region: readers meet the latter."""
    only = gazetteer().by_code.get(place.code + "0") if place.level == 1 else None
    return bool(only and only.keys[0] == place.keys[0])


def _smaller() -> Mapping[str, list[Place]]:
    smaller: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer().small.values():
        smaller[place.leads_to].append(place)
    return smaller


def _entry(place: Place, language: str, smaller: Mapping[str, list[Place]]) -> Entry:
    country = gazetteer().countries[place.country]
    inside = smaller.get(place.code, [])
    return Entry(
        key=place.code,
        language=language,
        title=place.name if place.level else country.local_name,
        path=reverse("observatory:region", args=[place.code]),
        summary=_summary(place, country.local_name),
        names=(place.name, place.code, *place.keys, *_iso(place, country.iso_code)),
        keywords=", ".join(dict.fromkeys(small.name for small in inside)),
        text=" ".join(key for small in inside for key in (*small.keys, small.code)),
        weight=WEIGHTS[place.level],
    )


def _iso(place: Place, iso_code: str) -> tuple[str, ...]:
    """Greece and the United Kingdom under their ISO codes too, and their regions."""
    return (iso_code + place.code[2:],) if iso_code != place.code[:2] else ()


def _summary(place: Place, country: str) -> str:
    if place.level == 0:
        return _("Country (%(code)s)") % {"code": place.code}
    values = {"country": country, "level": place.level, "code": place.code}
    return _("Region in %(country)s: NUTS %(level)s, %(code)s") % values
