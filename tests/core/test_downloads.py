import csv
import io
import json
from collections.abc import Callable
from math import nan
from pathlib import Path

import openpyxl
import pytest
from django.test import RequestFactory

from portal.core.downloads import KEPT_FILES, Download, answer_table, write
from portal.core.page import Dataset


def dataset(*rows: tuple[object, ...]) -> Dataset:
    return Dataset("cells", ("region", "value"), rows, notes=("Source: Eurostat", "=A1 is text"))


def written(data: Dataset, suffix: str) -> bytes:
    stream = io.BytesIO()
    write(data, suffix, stream)
    return stream.getvalue()


def test_csv_gives_numbers_unrounded_and_nothing_where_there_is_none():
    rows = list(
        csv.reader(io.StringIO(written(dataset(("DE21", 2.9381274), ("DE22", None), ("DE23", nan)), "csv").decode()))
    )
    assert rows == [["region", "value"], ["DE21", "2.9381274"], ["DE22", ""], ["DE23", ""]]


def test_csv_gives_zero_as_zero_and_whole_numbers_without_a_point():
    assert b"DE21,0\r\nDE22,104228\r\n" in written(dataset(("DE21", 0.0), ("DE22", 104228.0)), "csv")


def test_csv_never_hands_a_formula_to_a_spreadsheet():
    assert b"'=cmd" in written(dataset(("=cmd", -3.5)), "csv")
    assert b"-3.5" in written(dataset(("=cmd", -3.5)), "csv")


def test_json_holds_notes_and_one_object_a_row():
    answer = json.loads(written(dataset(("DE21", 2.5), ("DE22", nan)), "json"))
    assert answer["notes"] == ["Source: Eurostat", "=A1 is text"]
    assert answer["rows"] == [{"region": "DE21", "value": 2.5}, {"region": "DE22", "value": None}]


def test_json_without_rows_is_valid():
    assert json.loads(written(dataset(), "json"))["rows"] == []


def test_xlsx_keeps_text_as_text_and_leaves_missing_cells_empty():
    book = openpyxl.load_workbook(io.BytesIO(written(dataset(("=1+1", 2.5), ("DE22", None)), "xlsx")))
    sheet = book["Figures"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["B2"].value, sheet["B3"].value) == ("=1+1", "s", 2.5, None)


def test_xlsx_tells_source_and_licence_on_a_sheet_of_its_own():
    book = openpyxl.load_workbook(io.BytesIO(written(dataset(), "xlsx")))
    assert [row[0].value for row in book["Notes"].iter_rows()] == ["cells", "Source: Eurostat", "=A1 is text"]


@pytest.fixture
def download(settings, tmp_path: Path) -> Download:
    settings.VAR_DIR = tmp_path
    return Download("cells", "csv", "2026-01-01-1", "year=2014", is_long=True)


def answered(download: Download, make: Callable[[], Dataset]) -> bytes:
    response = answer_table(RequestFactory().get("/"), download, make)
    content = b"".join(response)
    response.file_to_stream.close()
    return content


def test_a_long_download_is_written_once(download: Download):
    made = []

    def make() -> Dataset:
        made.append(1)
        return dataset(("DE21", 1.0))

    answers = [answered(download, make) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(made) == 1


def test_a_download_that_breaks_off_leaves_no_file(download: Download):
    def rows():
        yield ("DE21", 1.0)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        answer_table(RequestFactory().get("/"), download, lambda: Dataset("cells", ("region", "value"), rows()))
    assert list(download.path.parent.iterdir()) == []


def test_only_so_many_downloads_are_kept(download: Download):
    for version in (download.path.parent, download.path.parents[1] / "an earlier release"):
        version.mkdir(parents=True)
        for number in range(KEPT_FILES // 2 + 5):
            (version / f"{number}.csv").touch()
    answered(download, dataset)
    assert download.path.exists()
    assert len(list(download.path.parents[1].glob("*/*"))) == KEPT_FILES


def test_the_tag_changes_with_release_query_and_format(download: Download):
    others = [
        Download("cells", "csv", "2026-01-02-1", "year=2014"),
        Download("cells", "csv", "2026-01-01-1", "year=2013"),
        Download("cells", "xlsx", "2026-01-01-1", "year=2014"),
    ]
    assert len({download.etag, *(other.etag for other in others)}) == 4
