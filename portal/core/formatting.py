"""Numbers as readers see them: the one place where a figure becomes text.

Everything is formatted in the language of the request. Missing is "–" with a reason elsewhere, never zero.
"""

import math
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django.utils.translation import get_language, gettext, to_locale

MISSING = "–"


def _locale() -> str:
    return to_locale(get_language() or "en")


def _is_missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def number(value: float | None, digits: int = 0) -> str:
    """`104228` → "104,228"; `digits` decimals, always shown."""
    if value is None or _is_missing(value):
        return MISSING
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_locale())


def compact(value: float | None) -> str:
    """`134000000` → "134M": for headline figures, with the full number in the title."""
    if value is None or _is_missing(value):
        return MISSING
    return format_compact_decimal(value, format_type="short", fraction_digits=1, locale=_locale())


def share(value: float | None, digits: int = 1) -> str:
    """A share between 0 and 1 as per cent: `0.0234` → "2.3%"."""
    if value is None or _is_missing(value):
        return MISSING
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + _percent_sign()
    return format_percent(value, format=pattern, locale=_locale())


def _percent_sign() -> str:
    """The sign as the language sets it: "%", or after a space that does not break."""
    return str(Locale.parse(_locale()).percent_formats[None].suffix[0])


def rate(value: float | None, digits: int = 1) -> str:
    """A yearly rate with its sign: `0.021` → "+2.1%"."""
    if value is None or _is_missing(value):
        return MISSING
    rounded = round(value, digits + 2) + 0.0  # no "-0.0%"
    return ("+" if rounded > 0 else "") + share(rounded, digits)


def quotient(value: float | None) -> str:
    """A location quotient with two decimals: `2.94`."""
    return number(value, 2)


def named(name: str, value: str) -> str:
    """`Oberbayern: 104,228`, with the colon as the language sets it."""
    return gettext("%(name)s: %(value)s") % {"name": name, "value": value}


def day(value: date | str | None) -> str:
    """A day in words: `2026-11-22` → "22 November 2026" (in English as Europe writes it)."""
    if not value:
        return MISSING
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    locale = "en_GB" if _locale() == "en" else _locale()
    return format_date(moment, format="long", locale=locale)
