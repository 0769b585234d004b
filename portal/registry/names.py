"""Names as they are ordered and searched: a sort key and a folded form."""

import re
from functools import cache
from unicodedata import normalize

from anyascii import anyascii
from django.utils.translation import get_language
from pyuca import Collator

_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(name: str) -> bytes:
    """Key that orders names as bytes: the Unicode default table, close to the CLDR root order.

    Weights are two bytes each, most significant first, so that SQL orders `bytea` columns the same way.
    """
    return b"".join(weight.to_bytes(2, "big") for weight in _collator().sort_key(name))


def local_sort_key(name: str, language: str = "") -> bytes:
    """Key of a name in a language, that of the request by default: Swedish has "å" after "z", Polish "ł" after "l".

    For lists of translated names. Regions keep their own names, and one stored order in all languages.
    """
    own = _own_letters(language or get_language() or "")
    return sort_key("".join(own.get(sign, sign) for sign in normalize("NFC", name).lower()))


# Letters that stand on their own in a language's alphabet, after the one that they follow (CLDR). Greek, Bulgarian,
# Dutch, French, German, Irish, Italian, Portuguese and English have the order of the Unicode table.
_LETTERS = {
    "cs": "c:č r:ř s:š z:ž",
    "da": "z:æøå",
    "es": "n:ñ",
    "et": "s:š s:z s:ž w:õäöü",
    "fi": "z:åäö",
    "hr": "c:čć d:đ s:š z:ž",
    "hu": "o:ö o:ő u:ü u:ű",
    "lt": "c:č s:š z:ž",
    "lv": "c:č g:ģ k:ķ l:ļ n:ņ s:š z:ž",
    "mt": "c:ċ g:ġ h:ħ z:ż",
    "pl": "a:ą c:ć e:ę l:ł n:ń o:ó s:ś z:źż",
    "ro": "a:ăâ i:î s:ș t:ț",
    "sk": "a:ä c:č o:ô s:š z:ž",
    "sl": "c:č s:š z:ž",
    "sv": "z:åäö",
}
_AFTER_ALL = "\U0010fffd"  # weighs more than any letter


@cache
def _own_letters(language: str) -> dict[str, str]:
    """What each of these letters is sorted as: the letter before it, and signs that come after all others."""
    letters: dict[str, str] = {}
    for rule in _LETTERS.get(language, "").split():
        base, _colon, following = rule.partition(":")
        taken = sum(1 for known in letters.values() if known[0] == base)
        letters |= {sign: base + _AFTER_ALL * (taken + place) for place, sign in enumerate(following, 1)}
    return letters


@cache
def fold(text: str) -> str:
    """`"Île-de-France"` → `"ile de france"`: Latin lower-case letters, digits and single spaces."""
    return _NOT_WORD.sub(" ", anyascii(text).lower()).strip()
