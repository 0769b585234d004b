"""The official files themselves: every row loaded, empty, or dropped with a reason."""

from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from observatory.loading.checks import check_reading
from observatory.loading.checks.exchanged import check_exchanged
from observatory.loading.checks.grid import Grid
from observatory.loading.flags import ABSENT
from observatory.loading.problems import Problems
from observatory.loading.profiles import find_files
from observatory.loading.progress import silent
from observatory.loading.reading import Reading, read_files
from observatory.loading.tsv import TsvFile
from observatory.models import Status

pytestmark = [
    pytest.mark.sources,
    pytest.mark.skipif(not settings.PORTAL_SOURCES, reason="PORTAL_SOURCES is not set: no official files to read."),
]
REGIONAL = "sbs_r_nuts06_r2.tsv.gz"
ROWS, CELLS = 195_227, 1_217_532


def official() -> dict[str, Path]:
    return {path.name: path for path in find_files(Path(settings.PORTAL_SOURCES))}


def test_the_regional_file_has_the_rows_that_were_announced() -> None:
    file = TsvFile(official()[REGIONAL], Problems())
    cells = sum(int((block.status != ABSENT).sum()) for block in file.blocks(lambda header: lambda codes, line: codes))
    assert (file.rows, cells) == (ROWS, CELLS)
    assert not file.problems
    assert not file.unknown_flags


@pytest.fixture(scope="module")
def reading(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Reading:
    """All official files, read against the whole registry; nothing is kept in the database."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's blocker
        for part in ("countries", "regions", "industries"):
            call_command("load_registry", only=part, verbosity=0)
        found = read_files(list(official().values()), silent)
        transaction.set_rollback(True)
    return found


def test_every_official_row_is_loaded_empty_or_dropped_with_a_reason(reading: Reading) -> None:
    for file in reading.files:
        assert file.rows == file.loaded + file.empty + file.dropped.total()
    (regional,) = (file for file in reading.files if file.path.name == REGIONAL)
    assert regional.rows == ROWS
    assert regional.cells + sum(regional.dropped_cells.values()) == CELLS


def test_official_files_load_without_a_problem(reading: Reading) -> None:
    assert not reading.problems, str(reading.problems)


def test_confidential_cells_hold_no_number(reading: Reading) -> None:
    values = reading.cells.value[reading.cells.status == Status.CONFIDENTIAL]
    assert len(values) > 100_000
    assert np.isnan(values).all()


def test_our_growth_and_shares_equal_eurostats_own(reading: Reading) -> None:
    """99.2 % of 200,081 growth rates and 99.96 % of 58,885 shares (methods, rule 8)."""
    checks = {check["check"]: check for check in check_reading(reading)["checks"]}
    growth, shares = checks["growth"], checks["manufacturing-share"]
    assert growth["compared"] == 200_081
    assert growth["differing"] / growth["compared"] < 0.0085
    assert shares["compared"] == 58_885
    assert shares["differing"] / shares["compared"] < 0.0006


def test_two_regions_have_exchanged_their_series_in_one_year_of_the_official_file(reading: Reading) -> None:
    finding = check_exchanged(Grid(reading))
    assert finding.differing == 2
    assert {(example.region, example.year) for example in finding.examples} == {("DED2", 2013), ("DED4", 2013)}
    assert finding.examples[0].industry == "C"
