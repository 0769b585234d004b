"""Rows of several kinds in one question: what a page that is made of many lists can afford."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Func, JSONField, Model, QuerySet, Value, Window
from django.db.models.functions import JSONObject, RowNumber
from wagtail.fields import StreamField

from portal.core.together import Rows, read_together

PAIRS = 50  # of one JSON object: PostgreSQL passes no more arguments to a function


def gather(questions: "Mapping[str, QuerySet[Any]]") -> dict[str, tuple[Any, ...]]:
    """The objects of every question under its name, in its order. 1 query, none where nothing is asked.

    Texts of bodies are left out (they cost a query where they are asked for after all); what a question annotates
    stands on its objects, and what it selects along (`select_related`, one step) too.
    """
    return objects_of(questions, read_together(parts_of(questions)))


def parts_of(questions: "Mapping[str, QuerySet[Any]]") -> "tuple[QuerySet[Any, Any], ...]":
    """The questions as parts of one, for who asks more along with them."""
    return tuple(_part(name, rows) for name, rows in questions.items())


def objects_of(questions: "Mapping[str, QuerySet[Any]]", rows: Rows) -> dict[str, tuple[Any, ...]]:
    """The objects of every question from what was read."""
    return {name: tuple(_objects(asked, rows.get(name, ()))) for name, asked in questions.items()}


def _part(name: str, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    order = rows.query.order_by or rows.model._meta.ordering or ("pk",)
    place = Window(RowNumber(), order_by=[_ordering(one) for one in order])
    return rows.select_related(None).values_list(Value(name), place, _json(_names(rows)))


def _ordering(one: Any) -> Any:
    """`-date` as an expression; expressions stay as they are."""
    if not isinstance(one, str):
        return one
    return F(one.removeprefix("-")).desc() if one.startswith("-") else F(one)


def _names(rows: "QuerySet[Any]") -> list[str]:
    along = [f"{name}__{each}" for name in _related(rows) for each in _fields(_target(rows, name))]
    return [*_fields(rows.model), *rows.query.annotation_select, *along]


def _json(names: list[str]) -> Any:
    """One JSON object of all names, put together from as many as it takes. Keys differ from names of fields."""
    objects = [
        JSONObject(**{f"v_{each}": F(each) for each in names[start : start + PAIRS]})
        for start in range(0, len(names), PAIRS)
    ]
    return Func(*objects, template="(%(expressions)s)", arg_joiner=" || ", output_field=JSONField())


def _related(rows: "QuerySet[Any]") -> list[str]:
    chosen = rows.query.select_related
    return list(chosen) if isinstance(chosen, dict) else []


def _target(rows: "QuerySet[Any]", name: str) -> type[Model]:
    return rows.model._meta.get_field(name).related_model


def _fields(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, StreamField)]


def _objects(asked: "QuerySet[Any]", found: Sequence[tuple[int, dict[str, Any]]]) -> list[Any]:
    return [_object(asked, values) for _place, values in sorted(found, key=lambda row: row[0])]


def _object(asked: "QuerySet[Any]", values: dict[str, Any]) -> Any:
    made = _instance(asked, asked.model, values)
    for name in asked.query.annotation_select:
        output = asked.query.annotation_select[name].output_field
        setattr(made, name, output.to_python(values[f"v_{name}"]))
    for name in _related(asked):
        target = _target(asked, name)
        is_there = values[f"v_{name}__{target._meta.pk.attname}"] is not None
        setattr(made, name, _instance(asked, target, values, f"{name}__") if is_there else None)
    return made


def _instance(asked: "QuerySet[Any]", model: type[Model], values: dict[str, Any], prefix: str = "") -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    known = {name: fields[name].to_python(values[f"v_{prefix}{name}"]) for name in _fields(model)}
    return model.from_db(asked.db, list(known), list(known.values()))
