"""Rows of several tables in one query, and those that a release fixes kept in the process.

A page that shows a region among all others needs rows of six tables. Each would be a query of its own; as a union
of JSON objects they are one, and none for what the process has read before.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import JSONObject

from observatory.models import Release
from portal.registry.memory import remember
from portal.registry.models import IndustryGroup, Region
from portal.registry.reference import reference

KEPT_PARTS = 96
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows of one table: `fields` are names in the answer with their path from the model.

    `build` makes the answer of the rows. With a `key` it is kept: only for what never changes under that key.
    `is_picked` rows are chosen by their order (the first of each kind), which must then stand.
    """

    name: str
    rows: "QuerySet[Any]"
    fields: Mapping[str, str]
    build: Callable[[Sequence[Row]], Any]
    key: tuple[Hashable, ...] = ()
    is_picked: bool = False


def gather(*wanted: Wanted) -> list[Any]:
    """The answers to all of `wanted` in their order. 1 query, none where all were kept."""
    kept = _kept()
    found = {one.name: kept[one.name, one.key] for one in wanted if one.key and (one.name, one.key) in kept}
    missing = [one for one in wanted if one.name not in found]
    rows = _read(missing)
    for one in missing:
        found[one.name] = one.build(rows[one.name])
        if one.key:
            _keep(kept, (one.name, one.key), found[one.name])
    return [found[one.name] for one in wanted]


@remember
def _kept() -> "OrderedDict[tuple[str, tuple[Hashable, ...]], Any]":
    return OrderedDict()


def _keep(kept: "OrderedDict[Any, Any]", key: Hashable, answer: Any) -> None:
    """The oldest goes where there are too many: releases and years that nobody asks for."""
    kept[key] = answer
    while len(kept) > KEPT_PARTS:
        kept.popitem(last=False)


def _read(wanted: Sequence[Wanted]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {one.name: [] for one in wanted}
    selects = [_select(one) for one in wanted]
    if selects:
        for name, row in selects[0].union(*selects[1:], all=True) if len(selects) > 1 else selects[0]:
            rows[name].append(row)
    return rows


def _select(wanted: Wanted) -> "QuerySet[Any]":
    rows = wanted.rows if wanted.is_picked else wanted.rows.order_by()
    return rows.values_list(Value(wanted.name), JSONObject(**wanted.fields))


def edition(release: Release) -> tuple[Hashable, ...]:
    """What figures of a release are kept under: the release and the moment at which they were computed."""
    return release.pk, release.computed_at


def columns(model: type[Model]) -> dict[str, str]:
    """All columns of a model under their own names."""
    return {field.attname: field.attname for field in model._meta.concrete_fields}


def objects(model: Any, rows: Sequence[Row]) -> tuple[Any, ...]:
    """Stored objects of `rows` with all columns; their regions and groups are those of the reference data."""
    names = [field.attname for field in model._meta.concrete_fields]
    return tuple(_with_reference(model.from_db("default", names, [row[name] for name in names])) for row in rows)


def _with_reference(one: Any) -> Any:
    for name, known in (("region", regions_by_pk()), ("current_region", regions_by_pk()), ("group", groups_by_pk())):
        if hasattr(one, f"{name}_id"):
            one._state.fields_cache[name] = known.get(getattr(one, f"{name}_id"))
    return one


@remember
def regions_by_pk() -> dict[int, Region]:
    """Regions of NUTS 0 to 2 of all versions. No query once the reference data are read."""
    return {region.pk: region for region in reference().regions}


@remember
def groups_by_pk() -> dict[int, IndustryGroup]:
    """Groups of all schemes. No query once the reference data are read."""
    return {group.pk: group for group in reference().groups}
