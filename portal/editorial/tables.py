"""The table an editor typed, as the parts that every table of the portal is made of."""

import re
from typing import Any

from portal.core.page import Cell, Column, Table

NUMBER = re.compile(r"[+−-]?[\d\s.,]+\s?%?")
GAPS = {"", "–", "-", ":"}


def table_of(value: dict[str, Any]) -> Table:
    """`value` is what Wagtail's table block stores; its first row is the head."""
    rows = [[(cell or "").strip() for cell in row] for row in value.get("data") or []]
    head, body = (rows[0], rows[1:]) if rows else ([], [])
    columns = [
        Column(key=f"c{index}", label=label, is_numeric=_is_numeric([row[index] for row in body]))
        for index, label in enumerate(head)
    ]
    cells = tuple(tuple(Cell(text) for text in row) for row in body)
    return Table(caption=value.get("table_caption") or "", columns=tuple(columns), rows=cells)


def _is_numeric(texts: list[str]) -> bool:
    figures = [text for text in texts if text not in GAPS]
    return bool(figures) and all(NUMBER.fullmatch(text) for text in figures)
