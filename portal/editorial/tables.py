"""The table an editor typed, as the parts that every table of the portal is made of."""

import re
from collections.abc import Iterator
from typing import Any

from portal.core.page import Cell, Column, Table

NUMBER = re.compile(r"[+−-]?[\d\s.,]+\s?%?")
CAPTION = "caption"
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


def texts_of(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a translator is offered of a stored table, with its place in it: the caption and the cells with letters."""
    if value.get("table_caption"):
        yield CAPTION, value["table_caption"]
    for row, cells in enumerate(value.get("data") or []):
        for column, cell in enumerate(cells):
            if any(sign.isalpha() for sign in cell or ""):
                yield f"{row}-{column}", cell


def with_texts(value: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """A copy of a stored table with other texts at the places that `texts_of` names."""
    data = [
        [texts.get(f"{row}-{column}", cell) for column, cell in enumerate(cells)]
        for row, cells in enumerate(value.get("data") or [])
    ]
    return {**value, "data": data, "table_caption": texts.get(CAPTION, value.get("table_caption"))}


def _is_numeric(texts: list[str]) -> bool:
    figures = [text for text in texts if text not in GAPS]
    return bool(figures) and all(NUMBER.fullmatch(text) for text in figures)
