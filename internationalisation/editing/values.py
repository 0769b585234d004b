"""What stands in a profile as plain values: of a revision, of an object, of a form; equal where they mean the same.

A value is text, a number, yes or no, None, a sorted list of codes, or a list of rows; all of them fit into JSON.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.timezone import localdate

from internationalisation.editing.steps import LISTS, NAMES
from portal.registry.models import ClusterOrganisation
from portal.registry.models.profile_rows import ProfileRow

Values = dict[str, Any]
KEY = "key"
_NO_CONTENT = {"id", KEY, "sort_order", "agreed_on", "organisation"}
ROW_FIELDS = {
    relation: tuple(field.name for field in model._meta.concrete_fields if field.name not in _NO_CONTENT)
    for relation, model in LISTS.items()
}


def content_of(organisation: ClusterOrganisation) -> dict[str, Any]:
    """An object as a revision stores it. Costs a query for each list of rows that is not in memory."""
    content: dict[str, Any] = json.loads(json.dumps(organisation.serializable_data(), cls=DjangoJSONEncoder))
    return content


def values_of(content: Mapping[str, Any], names: Iterable[str] = NAMES) -> Values:
    """The values of a revision's content."""
    return {name: canonical(name, content.get(name)) for name in names}


def canonical(name: str, value: Any) -> Any:
    """The value of a field or list as it is compared and kept, however a form or a revision wrote it."""
    if name in LISTS:
        return [_row(name, row) for row in value or ()]
    return _plain(ClusterOrganisation._meta.get_field(name), value)


def _row(relation: str, row: Mapping[str, Any]) -> Values:
    model = LISTS[relation]
    fields = {name: _plain(model._meta.get_field(name), row.get(name)) for name in ROW_FIELDS[relation]}
    return {KEY: str(row.get(KEY) or uuid4()), **fields}


def _plain(field: Any, value: Any) -> Any:
    if isinstance(field, ArrayField):
        return _list(field, value)
    if isinstance(field, models.BooleanField):
        return bool(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(field, models.CharField | models.TextField):
        return str(value or "").replace("\r\n", "\n").strip()
    if value is None or value == "":
        return None
    return _number(field.to_python(value)) if not field.is_relation else value


def _list(field: Any, value: Any) -> list[str]:
    """Codes in order, so that lists with the same codes are equal; addresses in the order of their writer."""
    items = json.loads(value) if isinstance(value, str) else list(value or ())
    is_address = isinstance(field.base_field, models.URLField)
    return list(dict.fromkeys(items)) if is_address else sorted(set(items))


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def apply(organisation: ClusterOrganisation, values: Mapping[str, Any]) -> None:
    """Write values into an object in memory."""
    for name, value in values.items():
        if name in LISTS:
            _apply_rows(organisation, name, value)
        else:
            field = ClusterOrganisation._meta.get_field(name)
            setattr(organisation, field.attname, value if field.is_relation else field.to_python(value))


def _apply_rows(organisation: ClusterOrganisation, relation: str, rows: Sequence[Values]) -> None:
    """Rows keep their identity by key, and with it what no form shows."""
    known = {str(row.key): row for row in getattr(organisation, relation).all()}
    kept = [_filled(known.get(row[KEY]) or LISTS[relation](key=row[KEY]), relation, row) for row in rows]
    for place, row in enumerate(kept):
        row.sort_order = place
    setattr(organisation, relation, kept)


def _filled(row: Any, relation: str, values: Values) -> ProfileRow:
    for name in ROW_FIELDS[relation]:
        setattr(row, name, row._meta.get_field(name).to_python(values[name]))
    if relation == "contacts":
        row.agreed_on = (row.agreed_on or localdate()) if row.has_agreed else None
    filled: ProfileRow = row
    return filled
