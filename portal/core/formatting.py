"""Numbers as readers see them: the one place where a figure becomes text.

Everything is formatted in the language of the request. Missing is "–" with a reason elsewhere, never zero.
"""

import math
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, gettext, to_locale

MISSING = "–"
MINUS = "\N{MINUS SIGN}"
"""As wide as the plus and never torn from its number; files keep the plain hyphen, for they print raw values."""


# Where the language alone means another continent's habits.
EUROPEAN = {"pt": "pt_PT"}


def reader_locale() -> str:
    """What Babel calls the language of the request, as Europe writes it."""
    language = get_language() or "en"
    return EUROPEAN.get(language) or to_locale(language)


def day_locale() -> str:
    """The same for days: English ones as Europe writes them."""
    return "en_GB" if reader_locale() == "en" else reader_locale()


def _is_missing(value: float | None) -> bool:
    return value is None or not math.isfinite(value)


def _rounded(value: float, digits: int) -> Decimal:
    """Half away from zero, as readers round: 120.85 with one decimal is 120.9; never a negative zero."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) + 0


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def number(value: float | None, digits: int = 0) -> str:
    """`104228` → "104,228"; `digits` decimals, always shown."""
    if value is None or _is_missing(value):
        return MISSING
    text = format_decimal(_rounded(value, digits), format=_pattern(digits), locale=reader_locale())
    return text.replace("-", MINUS)


def compact(value: float | None) -> str:
    """`134000000` → "134M": for headline figures, with the full number in the title."""
    if value is None or _is_missing(value):
        return MISSING
    text = format_compact_decimal(value, format_type="short", fraction_digits=1, locale=reader_locale())
    return text.replace("-", MINUS)


def share(value: float | None, digits: int = 1) -> str:
    """A share between 0 and 1 as per cent: `0.0234` → "2.3%"."""
    if value is None or _is_missing(value):
        return MISSING
    pattern = _pattern(digits) + _percent_sign()
    text = format_percent(_rounded(value, digits + 2), format=pattern, locale=reader_locale())
    return text.replace("-", MINUS)


def _percent_sign() -> str:
    """The sign as the language sets it: "%", or after a space that does not break."""
    return str(Locale.parse(reader_locale()).percent_formats[None].suffix[0])


def rate(value: float | None, digits: int = 1) -> str:
    """A yearly rate with its sign: `0.021` → "+2.1%"."""
    if value is None or _is_missing(value):
        return MISSING
    return ("+" if _rounded(value, digits + 2) > 0 else "") + share(value, digits)


def signed(value: float | None, digits: int = 0) -> str:
    """A difference with its sign: `840` → "+840", `-840` → "−840"; nothing before what rounds to zero."""
    if value is None or _is_missing(value):
        return MISSING
    return ("+" if _rounded(value, digits) > 0 else "") + number(value, digits)


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
    return format_date(moment, format="long", locale=day_locale())


def minute(value: datetime) -> str:
    """A day and a time of day in words, in the portal's time zone: "22 November 2026, 20:31"."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {format_time(local, format='short', locale=day_locale())}"
