"""What a reader sees and downloads: tables of a page by caption, and CSV files."""

import csv
import io

import html5lib
from django.test import Client

XHTML = "{http://www.w3.org/1999/xhtml}"
Table = list[dict[str, str]]


def csv_of(client: Client, address: str) -> Table:
    response = client.get(address)
    assert response.status_code == 200, address
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return list(csv.DictReader(io.StringIO(content.decode())))


def by_part(rows: Table, part: str) -> dict[str, str]:
    """The first row of a part of the file of change."""
    return next(row for row in rows if row["part"] == part)


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def tables_of(html: str) -> dict[str, Table]:
    """Rows by caption; a cell's text is without its notes, a column is named by the first line of its head."""
    tree = html5lib.parse(html)
    return {_caption(table): _rows(table) for table in tree.iter(f"{XHTML}table")}


def _caption(table) -> str:
    return _text(next(table.iter(f"{XHTML}caption")))


def _rows(table) -> Table:
    heads = [_text(head) for head in table.find(f"{XHTML}thead").iter(f"{XHTML}th")]
    found = []
    for row in table.find(f"{XHTML}tbody").iter(f"{XHTML}tr"):
        cells = [_text(cell) for cell in row if cell.tag in (f"{XHTML}td", f"{XHTML}th")]
        found.append(dict(zip(heads, cells, strict=True)))
    return found


def _text(node) -> str:
    """Text of a node without notes (`sup`, titles) and units."""
    parts = [node.text or ""]
    for child in node:
        if "title" not in child.attrib and "portal-table__unit" not in child.attrib.get("class", ""):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
