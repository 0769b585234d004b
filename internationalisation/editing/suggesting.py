"""Buttons that help to fill in a place: the region of a postcode, and the position of a click on the map."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from internationalisation.editing.forms import with_words
from internationalisation.editing.places import country_map, region_of_position, region_of_postcode
from internationalisation.editing.words import countries, region_name


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`words` are those of the form with what was found, `text` says it."""

    words: QueryDict
    text: str
    is_found: bool = True


def suggest(words: QueryDict, country_code: str) -> Suggestion:
    """At most 1 query when warm."""
    chosen = words.get("country", "")
    country = chosen if chosen in countries() else country_code
    return _of_click(words, country) if "map.x" in words else _of_postcode(words, country)


def _of_postcode(words: QueryDict, country: str) -> Suggestion:
    code = region_of_postcode(country, words.get("postcode", ""))
    if not code:
        text = _("No region is known for this postcode in this country. Choose the region from the list.")
        return Suggestion(words, text, is_found=False)
    text = _("The postcode lies in this region: %(region)s. It is chosen below, and not saved yet.")
    return Suggestion(with_words(words, {"region_code": code}), text % {"region": region_name(code)})


def _of_click(words: QueryDict, country: str) -> Suggestion:
    x, y = (_whole(words.get(name, "")) for name in ("map.x", "map.y"))
    shown = country_map(country)
    if shown is None or not (x or y):  # the keyboard presses the corner of the picture
        text = _("No place was chosen on the map. Choose the region from the list, or write its position.")
        return Suggestion(words, text, is_found=False)
    longitude, latitude = shown.position(x, y)
    code = region_of_position(country, longitude, latitude)
    if not code:
        return Suggestion(words, _("This place lies in no region of the country. Choose another one."), is_found=False)
    found = {"longitude": str(longitude), "latitude": str(latitude), "region_code": code}
    text = _("The place lies in this region: %(region)s. It is chosen below, and not saved yet.")
    return Suggestion(with_words(words, found), text % {"region": region_name(code)})


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
