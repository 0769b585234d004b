"""How one field of a row becomes a value: text, days, amounts, codes, moments of deadlines."""

import re
from datetime import UTC, date, datetime, time
from html import unescape

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import escape, strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.editorial.calls.importing.mapping import Mapping
from portal.editorial.calls.moments import WrongTime, moment_at
from portal.editorial.events.zones import is_zone

LONGEST = {"title": 255, "summary": 300, "reference": 100, "source_link": 500}
YES, NO = {"1", "yes", "true", "y", "x"}, {"", "0", "no", "false", "n"}
AMOUNT = re.compile(r"\d+(\.\d+)?")
MOST_EUR = 10**15
PARAGRAPH = re.compile(r"(?:\s*\n){2,}")
check_url = URLValidator(schemes=["https"])


class WrongValue(ValueError):
    """What is written cannot be meant: the message is for editors."""


def text_of(field: str, written: str) -> str:
    """Raises WrongValue for what is too long; a summary is cut at a word instead."""
    text = " ".join(written.split())
    if field == "summary":
        return shortened(text)
    if len(text) > LONGEST[field]:
        raise WrongValue(
            _("It has %(count)s characters, at most %(most)s fit.") % {"count": len(text), "most": LONGEST[field]}
        )
    if field == "source_link" and text:
        _check_link(text)
    return text


def shortened(text: str) -> str:
    return Truncator(text).chars(LONGEST["summary"])


def _check_link(text: str) -> None:
    try:
        check_url(text)
    except ValidationError as error:
        raise WrongValue(_("“%(text)s” is no address that starts with https://.") % {"text": text[:60]}) from error


def html_of(written: str) -> str:
    """Paragraphs of plain text; tags are dropped, for only editors decide how a page looks."""
    with_breaks = re.sub(r"(?i)</(p|li|div|h\d)>|<br\s*/?>", "\n\n", written)
    text = unescape(strip_tags(with_breaks)).replace("\r\n", "\n").strip()
    paragraphs = (" ".join(part.split()) for part in PARAGRAPH.split(text))
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)


def bool_of(written: str) -> bool:
    word = written.casefold()
    if word not in YES | NO:
        raise WrongValue(_("“%(text)s” is neither yes nor no.") % {"text": written[:60]})
    return word in YES


def amount_of(written: str, mapping: Mapping, factor: float) -> int | None:
    """Whole euros; signs of the currency and between thousands are dropped."""
    text = re.sub(r"(?i)eur|€|['’\s]", "", written)
    text = text.replace(".", "").replace(",", ".") if mapping.decimal_comma else text.replace(",", "")
    if not text:
        return None
    if not AMOUNT.fullmatch(text) or float(text) * factor > MOST_EUR:
        raise WrongValue(_("“%(text)s” is no amount in euros.") % {"text": written[:60]})
    return round(float(text) * factor)


def day_of(written: str, mapping: Mapping) -> str | None:
    """As `2027-05-12`."""
    return _parsed(written, mapping)[0].date().isoformat() if written else None


def moment_of(day: str, hour: str, zone: str, mapping: Mapping) -> tuple[str, str]:
    """The moment in UTC as text, and the zone it is told in."""
    zone = zone or mapping.time_zone
    if not is_zone(zone):
        raise WrongValue(_("“%(zone)s” is no time zone of the IANA database.") % {"zone": zone[:60]})
    found, has_time = _parsed(day, mapping)
    if found.tzinfo is not None:
        return found.astimezone(UTC).isoformat(), zone
    naive = found if has_time and not hour else datetime.combine(found, _hour(hour or mapping.time))
    try:
        return moment_at(naive, zone).astimezone(UTC).isoformat(), zone
    except WrongTime as error:
        raise WrongValue(str(error)) from error


def _parsed(written: str, mapping: Mapping) -> tuple[datetime, bool]:
    """What is written as a day, and whether its form has a time."""
    for form in mapping.dates:
        try:
            return datetime.strptime(written, form), "%H" in form or "%I" in form
        except ValueError:
            continue
    values = {"text": written[:60], "forms": ", ".join(date(2027, 5, 12).strftime(form) for form in mapping.dates)}
    raise WrongValue(_("“%(text)s” is no date as the mapping has it (%(forms)s).") % values)


def _hour(written: str) -> time:
    try:
        return time.fromisoformat(written.strip().zfill(5))
    except ValueError as error:
        raise WrongValue(_("“%(text)s” is no time such as 17:00.") % {"text": written[:60]}) from error
