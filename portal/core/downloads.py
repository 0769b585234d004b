"""CSV, XLSX and JSON from one `Dataset`, and how they are answered: unrounded, cached by release, never a redirect.

A download's entity tag is made of its release and its canonical query, so a browser or proxy asks once and is
told "not modified" until another release is published. Long ones are written once and served as files, so that
a slow reader holds a file and no database cursor.
"""

import csv
import hashlib
import io
import json
import math
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from portal.core.copying_out import FORMULA_STARTS, copy_csv
from portal.core.page import Dataset

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
CACHE_CONTROL = "public, max-age=0, must-revalidate"
ROWS_A_SHEET = 1_048_575  # what a spreadsheet holds under its head
KEPT_FILES = 400
COLUMN_WIDTH = 16
NOTES_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Download:
    """What is asked for: `version` changes when the figures do (a release), `key` names the content within it."""

    name: str
    suffix: str
    version: str
    key: str
    is_long: bool = False

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.version}|{self.name}|{self.key}|{self.suffix}".encode()).hexdigest()[:32]

    @property
    def etag(self) -> str:
        return quote_etag(self.digest)

    @property
    def path(self) -> Path:
        return Path(settings.VAR_DIR) / "downloads" / self.version / f"{self.digest}.{self.suffix}"


def answer_table(request: HttpRequest, download: Download, make: Callable[[], Dataset]) -> HttpResponseBase:
    """Answer `download` from the dataset that `make` builds; `make` is not called when nothing changed."""
    unchanged = get_conditional_response(request, etag=download.etag)
    if unchanged is not None:
        return headed(unchanged, download)
    if download.is_long:
        if not download.path.exists():
            _write_once(download, make())
        return headed(FileResponse(download.path.open("rb"), content_type=CONTENT_TYPES[download.suffix]), download)
    stream = io.BytesIO()
    write(make(), download.suffix, stream)
    return headed(HttpResponse(stream.getvalue(), content_type=CONTENT_TYPES[download.suffix]), download)


def answer_image(request: HttpRequest, download: Download, make: Callable[[], bytes]) -> HttpResponseBase:
    """Answer an SVG or PNG; `make` gives its bytes and is not called when nothing changed."""
    response = get_conditional_response(request, etag=download.etag)
    if response is None:
        response = HttpResponse(make(), content_type=CONTENT_TYPES[download.suffix])
    return headed(response, download)


def headed(response: HttpResponseBase, download: Download) -> HttpResponseBase:
    """`response` with the download's name and entity tag, and told to be asked for again."""
    kind = "inline" if download.suffix == "svg" else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{download.name}.{download.suffix}"'
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["ETag"] = download.etag
    return response


def _write_once(download: Download, dataset: Dataset) -> None:
    """Write beside the final place and move it there: a reader never meets half a file."""
    folder = download.path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        try:
            write(dataset, download.suffix, part)
        except BaseException:
            os.unlink(part.name)
            raise
    Path(part.name).replace(download.path)
    _forget_oldest(folder.parent)


def _forget_oldest(kept: Path) -> None:
    """Over all versions: those of earlier ones are asked for no more and go first."""
    files = [path for path in kept.glob("*/*") if path.suffix != ".part"]
    for path in sorted(files, key=lambda path: path.stat().st_mtime)[:-KEPT_FILES]:
        path.unlink(missing_ok=True)


def write(dataset: Dataset, suffix: str, stream: Any) -> None:
    """Write `dataset` to the binary `stream` as csv, xlsx or json."""
    if suffix == "csv" and dataset.statement:
        copy_csv(dataset.statement, dataset.columns, stream)
        return
    if suffix == "xlsx":
        write_xlsx(dataset, stream)
        return
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    (write_csv if suffix == "csv" else write_json)(dataset, text)
    text.detach()


def write_csv(dataset: Dataset, stream: TextIO) -> None:
    """RFC 4180 without a byte order mark; numbers as Python's repr, empty where there is no figure."""
    writer = csv.writer(stream)
    writer.writerow(dataset.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in dataset.rows)


def _csv_cell(value: Any) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if is_missing(value):
        return ""
    if isinstance(value, float):
        return _plain_number(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


def _plain_number(value: float) -> str:
    return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def write_json(dataset: Dataset, stream: TextIO) -> None:
    """An object with name, notes and one object a row; written row by row."""
    head = {"name": dataset.name, "notes": list(dataset.notes), "columns": list(dataset.columns)}
    stream.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')
    for separator, row in zip(chain([""], _forever(",")), dataset.rows, strict=False):
        record = {key: _json_value(value) for key, value in zip(dataset.columns, row, strict=True)}
        stream.write(f"{separator}\n{json.dumps(record, ensure_ascii=False)}")
    stream.write("\n]}\n")


def _forever(value: str) -> Iterator[str]:
    while True:
        yield value


def _json_value(value: Any) -> Any:
    if is_missing(value):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def write_xlsx(dataset: Dataset, stream: Any) -> None:
    """Figures on the first sheet, notes on the second; text is text even where it looks like a formula.

    More rows than a sheet holds go on, under the same head, on further sheets before the notes.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        _write_figures(book, dataset)
        notes = book.add_worksheet("Notes")
        notes.set_column(0, 0, NOTES_WIDTH, book.add_format({"text_wrap": True}))
        for number, note in enumerate((dataset.name, *dataset.notes)):
            notes.write_string(number, 0, note)


def _write_figures(book: xlsxwriter.Workbook, dataset: Dataset) -> None:
    bold = book.add_format({"bold": True})
    for place, rows in enumerate(_sheets(dataset.rows), start=1):
        sheet = book.add_worksheet("Figures" if place == 1 else f"Figures {place}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(dataset.columns) - 1, COLUMN_WIDTH)
        for number, column in enumerate(dataset.columns):
            sheet.write_string(0, number, column, bold)
        for line, row in enumerate(rows, start=1):
            _write_row(sheet, line, row)


def _sheets(rows: Iterable[Sequence[Any]]) -> Iterator[Iterable[Sequence[Any]]]:
    """The rows of each sheet, at least one sheet; none is held in memory."""
    left = iter(rows)
    yield islice(left, ROWS_A_SHEET)
    for first in left:
        yield chain([first], islice(left, ROWS_A_SHEET - 1))


def _write_row(sheet: Any, line: int, row: Sequence[Any]) -> None:
    for place, value in enumerate(row):
        if is_missing(value):
            continue
        if isinstance(value, int | float):
            sheet.write_number(line, place, value)
        else:
            sheet.write_string(line, place, str(value))
