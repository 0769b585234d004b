"""The reference data that nearly every page needs, read in one query and kept in process.

Schemes, groups, countries, regions of NUTS 0 to 2 and the changes between their versions: some 2,500 short rows.
The objects are shared by all requests and never changed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Value
from django.db.models.functions import JSONObject

from portal.registry.memory import remember
from portal.registry.models import Country, IndustryGroup, Region, RegionChange, Scheme
from portal.registry.territory import DEEPEST_LEVEL, ChangeRow

# What is left out stays deferred: it costs a query where it is asked for.
_FIELDS: Mapping[type[Model], tuple[str, ...]] = {
    Scheme: ("code", "name", "names", "description", "source", "composition", "position", "made_by"),
    IndustryGroup: ("id", "scheme_id", "code", "name", "names", "market", "position"),
    Country: ("code", "iso_code", "name", "protocol_order", "membership", "footnote"),
    Region: (
        "id", "code", "version", "level", "country_id", "parent_id", "name_native", "name_latin", "sort_key",
        "is_extra_regio", "is_mountain", "is_urban", "is_coastal", "valid_from", "valid_to",
    ),
    RegionChange: ("from_version", "to_version", "old_code", "new_code", "kind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Schemes and groups by position, countries in protocol order, regions by code and version (old to new)."""

    schemes: tuple[Scheme, ...]
    groups: tuple[IndustryGroup, ...]
    countries: tuple[Country, ...]
    regions: tuple[Region, ...]
    changes: tuple[ChangeRow, ...]
    by_code: Mapping[str, tuple[Region, ...]]

    def groups_of(self, scheme: str) -> tuple[IndustryGroup, ...]:
        return tuple(group for group in self.groups if group.scheme_id == scheme)

    def group(self, scheme: str, code: str) -> IndustryGroup | None:
        """The group of `code` in any spelling of case."""
        wanted = code.upper()
        return next((group for group in self.groups_of(scheme) if group.code.upper() == wanted), None)


@remember
def reference() -> Reference:
    """All of it in 1 query, none when asked before."""
    rows = _read()
    schemes = {row["code"]: _object(Scheme, row) for row in rows[Scheme]}
    countries = {row["code"]: _object(Country, row) for row in rows[Country]}
    regions = _regions(rows[Region], countries)
    groups = [_related(_object(IndustryGroup, row), scheme=schemes[row["scheme_id"]]) for row in rows[IndustryGroup]]
    by_code: dict[str, tuple[Region, ...]] = defaultdict(tuple)
    for region in regions:
        by_code[region.code] += (region,)
    return Reference(
        schemes=tuple(sorted(schemes.values(), key=lambda scheme: scheme.position)),
        groups=tuple(sorted(groups, key=lambda group: (group.scheme.position, group.position))),
        countries=tuple(sorted(countries.values(), key=lambda country: country.protocol_order)),
        regions=regions,
        changes=tuple(ChangeRow(**row) for row in rows[RegionChange]),
        by_code=dict(by_code),
    )


def _read() -> dict[type[Model], list[dict[str, Any]]]:
    """Rows of all tables by model: one union, each row as a JSON object."""
    selects = [_select(model, fields) for model, fields in _FIELDS.items()]
    models = {model.__name__: model for model in _FIELDS}
    rows: dict[type[Model], list[dict[str, Any]]] = {model: [] for model in _FIELDS}
    for name, row in selects[0].union(*selects[1:], all=True):
        rows[models[name]].append(row)
    return rows


def _select(model: type[Model], fields: Sequence[str]) -> Any:
    chosen = model._default_manager.filter(level__lte=DEEPEST_LEVEL) if model is Region else model._default_manager
    row = JSONObject(**{field: field for field in fields})
    return chosen.order_by().values_list(Value(model.__name__), row)


def _object(model: Any, row: Mapping[str, Any]) -> Any:
    """A stored object with the fields that were read, in the order of the model's own."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in row]
    return model.from_db("default", names, [row[name] for name in names])


def _related(instance: Any, **others: Model | None) -> Any:
    for name, other in others.items():
        instance._state.fields_cache[name] = other
    return instance


def _regions(rows: Sequence[dict[str, Any]], countries: Mapping[str, Country]) -> tuple[Region, ...]:
    read = [row | {"sort_key": bytes.fromhex(row["sort_key"].removeprefix("\\x"))} for row in rows]
    regions = {row["id"]: _object(Region, row) for row in read}
    for region in regions.values():
        _related(region, country=countries[region.country_id], parent=regions.get(region.parent_id))
    return tuple(sorted(regions.values(), key=lambda region: (region.code, region.version)))
