"""The official workbooks themselves: every row accounted for, and three regions followed by hand."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from observatory.loading.context import ContextFigures, ContextReading, read_context
from observatory.loading.context.writing import Row, rows_of
from observatory.loading.problems import Problems
from observatory.loading.profiles import find_files, profile_for
from observatory.loading.progress import silent
from portal.registry.models import Region

pytestmark = pytest.mark.sources
FILES = {"GDP_nama_10r_3gdp.xls": 7_380, "RCI_2022.xlsx": 468, "RIS_2023.xlsx": 65_675}


@pytest.fixture(scope="module")
def read(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> tuple[ContextReading, Problems, dict[int, str], list[Row]]:
    """All workbooks, read against the whole registry; nothing is kept in the database."""
    problems = Problems()
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's blocker
        for part in ("countries", "regions", "changes"):
            call_command("load_registry", only=part, verbosity=0)
        files = [(path, profile_for(path)) for path in find_files(Path(settings.PORTAL_SOURCES))]
        reading = read_context([file for file in files if file[1].is_context], problems, silent)
        codes = dict(Region.objects.values_list("pk", "code"))
        rows = list(rows_of(reading))
        transaction.set_rollback(True)
    return reading, problems, codes, rows


def figures(
    rows: list[Row], codes: Mapping[int, str], region: str
) -> dict[tuple[int, int], tuple[ContextFigures, Row]]:
    found = [row for row in rows if codes.get(row[1].region) == region]
    return {(row[0].indicator, row[0].year): (row[0], row) for row in found}


def test_every_row_is_loaded_empty_or_dropped_with_a_reason_and_none_is_a_problem(read) -> None:
    reading, problems, _, _ = read
    assert not problems, str(problems)
    assert {file.path.name: file.rows for file in reading.files} == FILES
    for file in reading.files:
        assert file.rows == file.loaded + file.empty + file.dropped.total()
        assert not file.unknown_flags


# Read by hand from the workbooks: output per head of 2015 (euro), output per head of 2020 (EU-27 = 100), index of 2023.
BY_HAND = {
    "DE21": (("DE21", 53_200.0), ("DE21", 175.5893177729653), ("DE21", 164.29), "Innovation leader"),
    "AT13": (("AT13", 47_700.0), ("AT_C", 126.78679695123553), ("AT1", 136.31), "Innovation leader"),
    "FRK2": (("FR71", 32_700.0), ("FRK2", 105.50133086219611), ("FRK", 120.85), "Strong innovator"),
}


@pytest.mark.parametrize("region", BY_HAND)
def test_three_regions_have_the_figures_of_the_workbooks_in_their_zones(read, region: str) -> None:
    _, _, codes, rows = read
    output, per_head, index, group = BY_HAND[region]
    found = figures(rows, codes, region)
    accounts = figures(rows, codes, output[0])
    assert (accounts[9, 2015][0].zone.code, accounts[9, 2015][0].value) == output
    assert (found[11, 2020][0].zone.code, found[11, 2020][0].value) == per_head
    assert (found[20, 2023][0].zone.code, found[20, 2023][0].value) == index
    assert found[21, 2023][0].label == group


def test_oberbayern_is_third_of_the_zones_of_the_eu(read) -> None:
    _, _, codes, rows = read
    assert figures(rows, codes, "DE21")[20, 2023][1][2] == (3, 215)


def test_zones_outside_the_eu_are_read_and_not_ranked(read) -> None:
    _, _, codes, rows = read
    for region in ("NO08", "CH04", "UKI3"):
        figure, row = figures(rows, codes, region)[20, 2023]
        assert figure.value > 0
        assert row[2] == (0, 0)


def test_no_region_shows_an_indicator_of_a_year_twice(read) -> None:
    _, _, _, rows = read
    keys = [(row[0].indicator, row[0].year, row[1].region, row[0].zone.code) for row in rows if row[1].region]
    assert len(keys) == len(set(keys))
