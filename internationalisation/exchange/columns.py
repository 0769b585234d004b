"""The columns of a file of organisations, in and out: names of fields, how values are written and read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from portal.core.sheets import is_formula
from portal.registry.models import ClusterOrganisation

ID = "id"
SEPARATOR = "|"
YES, NO = frozenset({"yes", "1", "true", "y", "x"}), frozenset({"no", "0", "false", "n", ""})
COLUMNS = (
    "country", "name", "acronym", "kind", "legal_form", "year_founded", "region_code", "region_name", "address",
    "postcode", "city", "longitude", "latitude", "website", "phone", "email", "languages", "social_links",
    "text_language", "description", "strategy", "objectives", "groups", "technologies", "priorities", "members_sme",
    "members_large", "members_research", "members_public", "members_other", "members_total", "members_as_of",
    "is_open_to_members", "staff_fte", "budget_class", "private_share_percent", "is_in_national_programme",
    "national_programme", "services", "countries_of_interest",
)  # fmt: skip
NEEDED = ("country", "name")
# Only these may start with a sign that a spreadsheet takes for a formula.
PLUS_OR_MINUS = frozenset({"phone", "longitude", "latitude"})
CALLABLE = frozenset("+0123456789 ()/.-")


class WrongValue(ValueError):
    """What is written cannot be meant; the message is for whoever wrote the file."""


def attribute(column: str) -> str:
    """The attribute of a column: a country is kept by its code."""
    return "country_id" if column == "country" else column


def value_of(column: str, written: str) -> Any:
    """What a cell means, without asking whether its codes exist. Raises WrongValue."""
    written = _unguarded(written)
    _check_formula(column, written)
    field = ClusterOrganisation._meta.get_field(column)
    if isinstance(field, ArrayField):
        return [part for part in (one.strip() for one in written.split(SEPARATOR)) if part]
    if isinstance(field, models.BooleanField):
        return _yes_or_no(written)
    if isinstance(field, models.CharField | models.TextField | models.ForeignKey):
        return written
    return _read(_READERS[type(field)], written)


def text_of(organisation: ClusterOrganisation, column: str) -> str:
    """How a value is written, so that it is read as the same."""
    value = getattr(organisation, attribute(column))
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _unguarded(written: str) -> str:
    """Our own exports put an apostrophe before what a spreadsheet would compute."""
    return written[1:] if written.startswith("'") and is_formula(written[1:]) else written


def _check_formula(column: str, written: str) -> None:
    if not is_formula(written):
        return
    if column not in PLUS_OR_MINUS or (column == "phone" and not set(written) <= CALLABLE):
        message = _("“%(text)s” starts like a formula of a spreadsheet. Write it without the first sign.")
        raise WrongValue(message % {"text": written[:40]})


def _yes_or_no(written: str) -> bool:
    word = written.casefold()
    if word not in YES | NO:
        raise WrongValue(_("“%(text)s” is neither yes nor no.") % {"text": written[:40]})
    return word in YES


def _read(reader: Callable[[str], Any], written: str) -> Any:
    if not written:
        return None
    try:
        return reader(written)
    except (ValueError, InvalidOperation) as error:
        message = _("“%(text)s” is not understood. Numbers are written 1234.5, days 2026-11-22.")
        raise WrongValue(message % {"text": written[:40]}) from error


_READERS: dict[type[Any], Callable[[str], Any]] = {
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.FloatField: float,
    models.DecimalField: Decimal,
    models.DateField: date.fromisoformat,
}
