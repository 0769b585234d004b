"""CSV that the database writes against our own writer, row for row."""

import csv
import io
from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from observatory.downloads import cells_dataset
from observatory.models import ClusterFigure
from portal.core import downloads
from portal.core.copying_out import FORMULA_STARTS, copy_csv, statement_of
from portal.core.downloads import write
from portal.core.page import Dataset
from portal.registry.models import Region
from tests.observatory.worlds import build_world

NAMES = ("=1+1", "+49 89", "-x", "@sum", "\tTab", "\rReturn", "\nLine", 'say "hi", twice', "Ά ï", "'quoted", "", "7")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def written(dataset: Dataset, suffix: str = "csv") -> bytes:
    stream = io.BytesIO()
    write(dataset, suffix, stream)
    return stream.getvalue()


@pytest.mark.django_db
def test_the_database_writes_the_cells_as_our_own_writer_does():
    world = build_world(regions=len(NAMES))
    for region, name in zip(world.regions, NAMES, strict=True):
        Region.objects.filter(pk=region.pk).update(name_latin=name)
    for number, cell in enumerate(ClusterFigure.objects.order_by("pk")):
        values = {"marks": number % 32, "size": 1e-7 * number, "growth": -number / 3, "local_units": float(number)}
        ClusterFigure.objects.filter(pk=cell.pk).update(**values)
    cells = ClusterFigure.objects.order_by("-growth", "pk")
    quick, plain = (cells_dataset(cells, world.release, "three-stars", "cells") for _ in range(2))
    assert quick.statement
    assert _numbers(read(written(quick))) == _numbers(read(written(replace(plain, statement=""))))


def _numbers(rows: list[list[str]]) -> list[list[object]]:
    """Fields that are numbers as numbers: `1e-07` and `0.0000001` are the same figure."""
    return [[_number(field) for field in row] for row in rows]


def _number(field: str) -> object:
    try:
        return float(field)
    except ValueError:
        return field


class EveryText(TestCase):
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8))
    def test_is_harmless_and_otherwise_as_it_was(self, text: str):
        with connection.cursor() as cursor:
            statement = cursor.mogrify("SELECT %s::text, 1", [text]).decode()
        stream = io.BytesIO()
        copy_csv(statement, ("text", "number"), stream)
        expected = f"'{text}" if text.startswith(FORMULA_STARTS) else text
        assert read(stream.getvalue()) == [["text", "number"], [expected, "1"]]


@pytest.mark.django_db
def test_rows_end_as_rfc_4180_wants_it_and_null_is_an_empty_field():
    stream = io.BytesIO()
    copy_csv("SELECT NULL::float8, 104228::float8, 0.5::float8, 'a'", ("none", "whole", "half", "text"), stream)
    assert stream.getvalue() == b"none,whole,half,text\r\n,104228,0.5,a\r\n"


@pytest.mark.django_db
def test_of_a_query_that_can_have_no_rows_our_own_writer_writes_the_head():
    world = build_world()
    none = ClusterFigure.objects.filter(pk__in=[])
    assert statement_of(none.values_list("year")) == ""
    assert read(written(cells_dataset(none, world.release, "three-stars", "cells")))[1:] == []


def test_a_full_sheet_goes_on_on_the_next_under_the_same_head(monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(downloads, "ROWS_A_SHEET", 3)
    dataset = Dataset("cells", ("region", "value"), ((f"DE{n}", n) for n in range(7)))
    book = openpyxl.load_workbook(io.BytesIO(written(dataset, "xlsx")))
    assert book.sheetnames == ["Figures", "Figures 2", "Figures 3", "Notes"]
    sheets = [list(book[name].iter_rows(values_only=True)) for name in book.sheetnames[:3]]
    assert [sheet[0] for sheet in sheets] == [("region", "value")] * 3
    assert [row for sheet in sheets for row in sheet[1:]] == [(f"DE{n}", n) for n in range(7)]


@pytest.mark.django_db
def test_no_cell_of_a_spreadsheet_is_a_formula():
    openpyxl = pytest.importorskip("openpyxl")
    world = build_world(regions=len(NAMES))
    for region, name in zip(world.regions, NAMES, strict=True):
        Region.objects.filter(pk=region.pk).update(name_latin=name)
    content = written(cells_dataset(ClusterFigure.objects.all(), world.release, "three-stars", "cells"), "xlsx")
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Figures"].iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}
