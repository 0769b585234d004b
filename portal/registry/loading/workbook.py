"""NUTS 2024 and statistical regions from Eurostat's workbook: codes, names, Latin forms, typologies."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from portal.registry.codes import official_code
from portal.registry.loading.records import RegionRecord

LATIN_SHEET, TYPOLOGY_SHEET = "Cyrillic & Greek to Latin", "NUTS-3 Typologies"
REGION_SHEETS = ("NUTS2024", "Statistical Regions")

Row = tuple[Any, ...]


def workbook_records(path: Path) -> list[RegionRecord]:
    """Regions of NUTS 2024, levels 1 to 3 (the workbook has no countries). Extra-regio ones are marked."""
    with closing(load_workbook(path, read_only=True)) as book:
        latin = {code: name.strip() for code, _, name, *_ in _rows(book, LATIN_SHEET) if code and name}
        marks = {row[1]: row for row in _rows(book, TYPOLOGY_SHEET) if row[1]}
        records = [
            _record(row, latin, f"{path.name}, sheet {sheet}, row {number}")
            for sheet in REGION_SHEETS
            for number, row in enumerate(_rows(book, sheet), 2)
            if row[1] and row[2]
        ]
    return [_marked(record, marks[record.code]) if record.code in marks else record for record in records]


def _rows(book: Any, sheet: str) -> Iterator[Row]:
    return (row for row in book[sheet].iter_rows(min_row=2, values_only=True) if any(row))


def _record(row: Row, latin: dict[str, str], origin: str) -> RegionRecord:
    code, native = official_code(row[1]), " ".join(row[2].split())
    return RegionRecord(
        code, native, latin.get(code, native), origin, is_extra_regio=native.lower().startswith("extra-regio")
    )


def _marked(record: RegionRecord, row: Row) -> RegionRecord:
    urban, coastal, mountain = row[3], row[4], row[9]
    return replace(
        record,
        is_urban=urban == "predominantly urban" if urban else None,
        is_coastal=coastal == "coastal" if coastal else None,
        is_mountain=mountain != "non-mountain" if mountain else None,
    )
