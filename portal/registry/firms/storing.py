"""Checked rows into the tables: straight by COPY where a source is new, beside and then merged where it is not."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection

from portal.core.copying import Column, Kind, copy_into, copy_rows
from portal.registry.firms.checking import Checked
from portal.registry.models import Firm, FirmMembership, FirmYear

TEXTS = (
    "name", "establishment", "kind", "register", "registration_number", "address", "postcode", "town", "region_code",
    "placed_by", "figures_code", "nace", "further_nace", "size_class", "website", "source_key",
)  # fmt: skip
TABLE = Firm._meta.db_table
BESIDE = "firms_of_the_file"
FIGURES = ("employees", "turnover_eur", "patents", "trademarks")
BATCH = 1_000


class Store:
    """Takes the batches of one file and source."""

    def __init__(self, source: str, version: str):
        self._source, self._version = source, version
        self._is_new = not Firm.objects.filter(source=source).exists()

    def add(self, checked: Checked) -> int:
        """Insert or update the firms of a batch, their memberships and figures; returns how many firms."""
        if not len(checked.rows):
            return 0
        columns = self._columns(checked)
        if self._is_new:
            copy_rows(Firm, columns)
        else:
            _merge(columns)
        self._add_rows_of_firms(checked)
        return len(checked.rows)

    def _columns(self, checked: Checked) -> list[Column]:
        values, size = checked.values, len(checked.rows)
        return [
            *(_text(name, values[name]) for name in TEXTS),
            _text("country_id", values["country"]),
            _text("source", [self._source] * size),
            _text("figures_version", [self._version] * size),
            Column("longitude", "float8", np.asarray(values["longitude"], float)),
            Column("latitude", "float8", np.asarray(values["latitude"], float)),
            _number("year_founded", "int2", values["year_founded"]),
            Column("is_demonstration", "bool", np.zeros(size, bool)),
        ]

    def _add_rows_of_firms(self, checked: Checked) -> None:
        if not any(checked.values["organisation"]) and not any(checked.values["figures_year"]):
            return
        places = [place for place, _row in enumerate(checked.rows) if _has_more(checked.values, place)]
        keys = [checked.values["source_key"][place] for place in places]
        firms = dict(Firm.objects.filter(source=self._source, source_key__in=keys).values_list("source_key", "pk"))
        owners = [firms[key] for key in keys]
        _store_memberships(checked.values, places, owners)
        _store_years(checked.values, places, owners, self._source)


def _text(name: str, values: Sequence[str] | np.ndarray) -> Column:
    """Texts as UTF-8 bytes, a column of only one value by that value alone."""
    texts = values.tolist() if isinstance(values, np.ndarray) else values
    if len(set(texts)) == 1:
        return Column(name, "text", np.full(len(texts), texts[0].encode()))
    return Column(name, "text", np.array(list(map(str.encode, texts))))


def _number(name: str, kind: Kind, values: Sequence[int]) -> Column:
    """Whole numbers of which 0 stands for none."""
    numbers = np.asarray(values, np.int64)
    return Column(name, kind, numbers, numbers == 0)


def _merge(columns: Sequence[Column]) -> None:
    """COPY into a table of this transaction, then insert what is new and update what is known; keys are kept."""
    names = [column.name for column in columns]
    updated = ", ".join(f"{name} = EXCLUDED.{name}" for name in names if name not in {"source", "source_key"})
    listed = ", ".join(names)
    with connection.cursor() as cursor:
        empty = f"SELECT {listed} FROM {TABLE}"  # noqa: S608 (names of our own columns)
        cursor.execute(f"CREATE TEMPORARY TABLE {BESIDE} AS {empty} WITH NO DATA")
        copy_into(BESIDE, columns)
        cursor.execute(
            f"INSERT INTO {TABLE} ({listed}) SELECT {listed} FROM {BESIDE} "  # noqa: S608 (as above)
            f"ON CONFLICT (source, source_key) WHERE NOT source_key = '' DO UPDATE SET {updated}"
        )
        cursor.execute(f"DROP TABLE {BESIDE}")


def _has_more(values: Mapping[str, Any], place: int) -> bool:
    return bool(values["organisation"][place] or values["figures_year"][place])


def _store_memberships(values: Mapping[str, Any], places: Sequence[int], owners: Sequence[int]) -> None:
    """A membership from the same day is brought up to date; others of the firm stay."""
    FirmMembership.objects.bulk_create(
        [
            FirmMembership(
                firm_id=owner,
                organisation_id=values["organisation"][place],
                joined_on=values["joined_on"][place],
                left_on=values["left_on"][place],
            )
            for place, owner in zip(places, owners, strict=True)
            if values["organisation"][place]
        ],
        BATCH,
        update_conflicts=True,
        unique_fields=["organisation", "firm", "joined_on"],
        update_fields=["left_on"],
    )


def _store_years(values: Mapping[str, Any], places: Sequence[int], owners: Sequence[int], source: str) -> None:
    """Figures of a year; new ones are no longer confirmed as public."""
    FirmYear.objects.bulk_create(
        [
            FirmYear(firm_id=owner, year=values["figures_year"][place], source=source, **_figures(values, place))
            for place, owner in zip(places, owners, strict=True)
            if values["figures_year"][place]
        ],
        BATCH,
        update_conflicts=True,
        unique_fields=["firm", "year", "source"],
        update_fields=[*FIGURES, "confirmed_by_organisation", "confirmed_by", "confirmed_at"],
    )


def _figures(values: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {name: values[name][place] for name in FIGURES}
