"""Names as they are ordered and searched: a sort key and a folded form."""

import re
from functools import cache

from anyascii import anyascii
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


@cache
def fold(text: str) -> str:
    """`"Île-de-France"` → `"ile de france"`: Latin lower-case letters, digits and single spaces."""
    return _NOT_WORD.sub(" ", anyascii(text).lower()).strip()
