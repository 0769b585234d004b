"""What an import refuses: each time with row and column, and with nothing stored."""

import gzip
import tracemalloc

import pytest

from portal.registry.firms.findings import FileRefused
from portal.registry.firms.reading import LONGEST_LINE, MEGABYTE, Limits
from portal.registry.models import Firm
from tests.registry.factories import ClusterOrganisationFactory
from tests.registry.firms.lists import load, make_world, told, write

pytestmark = pytest.mark.django_db

TITLES = ("id", "name", "country", "town")


@pytest.fixture(autouse=True)
def world():
    make_world()


def refused(path, **options):
    with pytest.raises(FileRefused) as error:
        load(path, **options)
    assert not Firm.objects.exists()
    return str(error.value)


def test_another_encoding_is_told_by_row_column_and_byte(tmp_path):
    path = write(tmp_path, TITLES, (1, "Plain", "DE", "Ulm"), (2, "Müller", "DE", "Ulm"), encoding="windows-1252")

    assert refused(path).startswith("row 3, column 2: the byte 0xFC is no utf-8.")


def test_a_file_saved_as_utf_16_is_refused_with_what_to_do(tmp_path):
    assert "UTF-16: save it as CSV in utf-8" in refused(write(tmp_path, TITLES, encoding="utf-16"))


def test_a_byte_order_mark_is_no_part_of_the_first_title(tmp_path):
    assert load(write(tmp_path, TITLES, (1, "A", "DE", "Ulm"), encoding="utf-8-sig")).stored == 1


def test_missing_titles_are_named_with_what_is_close_to_them(tmp_path):
    message = refused(write(tmp_path, ("id", "names", "town"), (1, "A", "Ulm")))

    assert message.startswith("row 1: these columns are missing: name (is it 'names'?), country.")


def test_a_file_without_titles_is_refused(tmp_path):
    assert "row 1: these columns are missing" in refused(write(tmp_path, (1, "A", "DE", "Ulm")))


def test_a_title_that_stands_twice_is_refused(tmp_path):
    assert "stand twice: name" in refused(write(tmp_path, ("name", "name", "country"), ("A", "B", "DE")))


@pytest.mark.parametrize(
    ("titles", "row", "finding"),
    [
        ((*TITLES, "region"), (1, "A", "DE", "Ulm", "DE999"), "row 3, column region: unknown region"),
        (TITLES, (1, "A", "XX", "Ulm"), "row 3, column country: unknown country"),
        (TITLES, (0, "A", "DE", "Ulm"), "row 3, column id: duplicate of an earlier row (row 2)"),
        (TITLES, (1, "=HYPERLINK(1)", "DE", "Ulm"), "row 3, column name: begins as a formula"),
        (TITLES, (1, "A", "DE", "@SUM(1)"), "row 3, column town: begins as a formula"),
        (TITLES, (1, "x" * 301, "DE", "Ulm"), "row 3, column name: more than 300 letters (301)"),
        (TITLES, (1, "", "DE", "Ulm"), "row 3, column name: is empty"),
        (TITLES, (1, "A", "DE"), "row 3: the row has more or fewer cells than titles (3 cells)"),
        ((*TITLES, "organisation"), (1, "A", "DE", "Ulm", 999), "row 3, column organisation: unknown organisation"),
        ((*TITLES, "member_from"), (1, "A", "DE", "Ulm", "31.1.20"), "row 3, column member_from: no day as"),
        ((*TITLES, "employees"), (1, "A", "DE", "Ulm", "-3"), "row 3, column employees: no whole number"),
    ],
)
def test_a_faulty_row_keeps_the_whole_file_out(tmp_path, titles, row, finding):
    sound = [0, "Sound", "DE", "Ulm", *[""] * (len(titles) - 4)]

    report = load(write(tmp_path, titles, sound, row))

    assert told(report)[0].startswith(finding)
    assert (report.is_refused, report.stored) == (True, 0)
    assert not Firm.objects.exists()


def test_a_name_of_300_letters_is_loaded(tmp_path):
    assert load(write(tmp_path, TITLES, (1, "x" * 300, "DE", "Ulm"))).stored == 1


def test_faulty_rows_can_be_left_out(tmp_path):
    path = write(tmp_path, TITLES, (1, "A", "DE", "Ulm"), (1, "B", "DE", "Ulm"), (2, "C", "DE", "Ulm"))

    report = load(path, leaves_out_faults=True)

    assert (report.rows, report.stored, report.findings.faults) == (3, 2, 1)
    assert sorted(Firm.objects.values_list("name", flat=True)) == ["A", "C"]


def test_members_of_demonstration_organisations_are_not_imported(tmp_path):
    organisation = ClusterOrganisationFactory(is_demonstration=True)

    report = load(write(tmp_path, (*TITLES, "organisation"), (1, "A", "DE", "Ulm", organisation.pk)))

    assert report.is_refused


def test_a_file_above_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(500 * MEGABYTE)

    assert "more than 250 MB" in refused(path)


@pytest.mark.parametrize("piece", [b"1,A,DE,Ulm\n", b"x"])
def test_a_large_packed_file_is_refused_with_bounded_memory(tmp_path, piece):
    path = tmp_path / "large.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b"id,name,country,town\n")
        for _megabyte in range(3):
            file.write(piece * (MEGABYTE // len(piece)))
    tracemalloc.start()
    try:
        message = refused(path, limits=Limits(bytes=2 * MEGABYTE, rows_a_batch=1_000))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "more than" in message
    assert peak < 100 * LONGEST_LINE


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path):
    path = write(tmp_path, TITLES, (1, '"A', "DE", "Ulm"))

    assert "quotation mark" in refused(path)


def test_a_zero_byte_is_told(tmp_path):
    assert refused(write(tmp_path, TITLES, (1, "A\0", "DE", "Ulm"))).startswith("row 2: a zero byte")
