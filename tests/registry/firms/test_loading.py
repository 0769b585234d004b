"""Lists of firms find their fields, regions and memberships; loaded again they are brought up to date."""

from datetime import date

import pytest

from portal.registry.firms.reading import Limits
from portal.registry.models import Firm, FirmMembership, FirmYear
from tests.registry.factories import ClusterOrganisationFactory
from tests.registry.firms.lists import load, make_world, told, write

pytestmark = pytest.mark.django_db

PLACE = ("id", "name", "country", "postcode", "longitude", "latitude")


@pytest.fixture(autouse=True)
def world():
    make_world()


def test_a_row_becomes_a_firm_with_all_that_it_says(tmp_path):
    path = write(
        tmp_path,
        (
            "id",
            "name",
            "country",
            "registration_number",
            "town",
            "nace",
            "further_nace",
            "size",
            "year_founded",
            "website",
        ),
        (7, "Müller & Söhne", "de", "HRB 7", "München", "29.10", "C29 01.50", "small", 1950, "https://mueller.example"),
    )

    report = load(path)

    firm = Firm.objects.get()
    assert (report.rows, report.stored, firm.source, firm.source_key) == (1, 1, "test", "7")
    assert (firm.name, firm.country_id, firm.registration_number, firm.town) == (
        "Müller & Söhne",
        "DE",
        "HRB 7",
        "München",
    )
    assert (firm.nace, firm.further_nace, firm.size_class, firm.year_founded) == ("C2910", "C29 A0150", "small", 1950)
    assert firm.website == "https://mueller.example"


@pytest.mark.parametrize(
    ("postcode", "longitude", "latitude", "region", "placed_by"),
    [
        ("", 11.5, 48.5, "DE212", "position"),
        ("", 11.5, 49.01, "DE212", "shore"),
        ("80331", "", "", "DE212", "postcode"),
        ("80331", 11.5, 55, "DE212", "postcode"),
        ("", "", "", "", ""),
    ],
)
def test_a_region_is_found_by_position_then_on_the_shore_then_by_postcode(
    tmp_path, postcode, longitude, latitude, region, placed_by
):
    load(write(tmp_path, PLACE, (1, "A", "DE", postcode, longitude, latitude)))

    firm = Firm.objects.get()
    assert (firm.region_code, firm.placed_by) == (region, placed_by)
    assert firm.figures_code == ("DE21X" if region else "")


def test_the_file_s_own_region_comes_first(tmp_path):
    load(write(tmp_path, (*PLACE, "region"), (1, "A", "AT", "", 12.5, 48.5, "AT323")))

    firm = Firm.objects.get()
    assert (firm.region_code, firm.placed_by, firm.figures_code) == ("AT323", "file", "AT323")


def test_a_position_just_across_the_border_stays_in_the_firm_s_country(tmp_path):
    load(write(tmp_path, PLACE, (1, "A", "DE", "", 12.02, 48.5)))

    assert Firm.objects.get().region_code == "DE212"


def test_swapped_coordinates_are_set_right_and_told(tmp_path):
    report = load(write(tmp_path, PLACE, (1, "A", "DE", "", 48.5, 11.5)))

    firm = Firm.objects.get()
    assert (firm.longitude, firm.latitude, firm.region_code) == (11.5, 48.5, "DE212")
    assert told(report) == ["row 2, column longitude: longitude and latitude were swapped, set right (48.5, 11.5)"]


@pytest.mark.parametrize(
    ("longitude", "latitude", "words"),
    [(0, 0, "are zero"), (12.5, 48.5, "another country"), (11.5, "", "only one of"), ("east", 48.5, "no number")],
)
def test_positions_that_cannot_be_are_left_empty_and_told(tmp_path, longitude, latitude, words):
    report = load(write(tmp_path, PLACE, (1, "A", "DE", "80331", longitude, latitude)))

    firm = Firm.objects.get()
    assert (firm.longitude, firm.latitude, firm.placed_by) == (None, None, "postcode")
    assert any(words in line and line.startswith("row 2, column longitude") for line in told(report))


def test_a_second_load_of_the_same_source_updates_firms_and_keeps_their_keys(tmp_path):
    load(write(tmp_path, PLACE, (1, "Old name", "DE", "", "", ""), (2, "Stays", "DE", "", "", "")))
    before = dict(Firm.objects.values_list("source_key", "pk"))

    load(write(tmp_path, PLACE, (1, "New name", "DE", "", "", ""), (3, "New", "DE", "", "", "")))

    assert dict(Firm.objects.filter(source_key__in="12").values_list("source_key", "pk")) == before
    assert list(Firm.objects.order_by("source_key").values_list("name", flat=True)) == ["New name", "Stays", "New"]


def test_without_a_number_the_registration_tells_firms_apart(tmp_path):
    titles = ("name", "country", "registration_number")
    load(write(tmp_path, titles, ("One", "DE", "HRB 1"), ("Other", "DE", "HRB 2")))
    load(write(tmp_path, titles, ("One, renamed".replace(",", ""), "DE", "HRB 1")))

    assert sorted(Firm.objects.values_list("name", flat=True)) == ["One renamed", "Other"]


def test_memberships_and_figures_of_a_row_are_stored_and_not_public(tmp_path):
    organisation = ClusterOrganisationFactory()
    titles = ("id", "name", "country", "organisation", "member_from", "member_to", "figures_year", "employees")
    path = write(tmp_path, titles, (1, "A", "DE", organisation.pk, "2020-01-31", "", 2024, 12))

    load(path)
    load(path)

    membership = FirmMembership.objects.get()
    assert (membership.organisation, membership.joined_on) == (organisation, date(2020, 1, 31))
    assert FirmYear.objects.get().employees == 12
    assert not FirmYear.objects.public_figures().exists()


def test_a_dry_run_reports_and_stores_nothing(tmp_path):
    report = load(write(tmp_path, PLACE, (1, "A", "DE", "", 0, 0)), is_dry_run=True)

    assert (report.rows, report.stored, len(told(report))) == (1, 0, 2)
    assert not Firm.objects.exists()


def test_batches_of_one_file_are_loaded_one_after_the_other(tmp_path):
    rows = [(number, f"Firm {number}", "DE", "", "", "") for number in range(7)]

    assert load(write(tmp_path, PLACE, *rows), limits=Limits(rows_a_batch=3)).stored == 7
    assert Firm.objects.count() == 7
