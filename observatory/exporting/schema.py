"""What a table of the export is made of: fields with type, unit and meaning, and the rows behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Expression, QuerySet

from observatory.models import Release

Type = Literal["string", "integer", "number", "boolean", "year"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `source` is a lookup path or an expression of the database. Types are those of Table Schema."""

    name: str
    source: str | Expression
    type: Type
    description: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """`rows` gives the rows of a release; `key` are the fields that tell one row from another, in their order."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: Callable[[Release], "QuerySet[Any]"]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def query(self, release: Release) -> "QuerySet[Any]":
        """The table's rows as tuples, ordered by its key so that two exports are alike."""
        sources = {field.name: field.source for field in self.fields}
        order = [sources[name] for name in self.key]
        return self.rows(release).order_by(*order).values_list(*(field.source for field in self.fields))
