"""Import profiles are files that stand for themselves; the register of establishments is one of them."""

import pytest

from portal.registry.firms.profiles import UnknownProfile, profile_names, read_profile
from portal.registry.models import Firm
from tests.registry.firms.lists import load, make_world, told, write

ETS = (
    "id", "AccountHolderName", "InstallationNameOrAircraftOperatorCode", "CompanyRegistrationNo", "Country", "Address1",
    "City", "ZipCode", "MainActivityTypeCode", "NationalAdministratorCode", "nace", "lat", "lon",
)  # fmt: skip


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_names_the_columns_that_a_firm_needs(name):
    profile = read_profile(name)

    assert {"name", "country"} <= set(profile.titles)
    assert profile.title
    assert profile.about


def test_an_unknown_profile_says_which_there_are():
    with pytest.raises(UnknownProfile, match="eu-ets, generic"):
        read_profile("none")


def establishment(**cells):
    row = dict.fromkeys(ETS, "-") | {"id": "DE-1", "AccountHolderName": "Operator", "Country": "DE", "nace": ""}
    row |= {"lat": "", "lon": ""} | cells
    return [row[title] for title in ETS]


@pytest.mark.django_db
def test_operators_of_aircraft_are_kept_apart_and_stand_in_no_region(tmp_path):
    make_world()
    rows = [
        establishment(id="DE-1", MainActivityTypeCode="20", lat=48.5, lon=11.5, nace="1.50"),
        establishment(id="DE-2", MainActivityTypeCode="10", lat=48.5, lon=11.5),
    ]

    report = load(write(tmp_path, ETS, *rows), "eu-ets")

    found = Firm.objects.order_by("source_key").values_list("kind", "region_code", "nace")
    assert list(found) == [("establishment", "DE212", "A0150"), ("aircraft-operator", "", "")]
    assert told(report) == ["row 2, column nace: a lost leading zero is restored (1.50 is A0150)"]


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "code"), [("GB", "UK"), ("GR", "EL"), ("XI", "UK"), ("EU", "DE")])
def test_the_register_s_own_country_codes_are_understood(tmp_path, written, code):
    make_world()

    load(write(tmp_path, ETS, establishment(Country=written, NationalAdministratorCode="DE")), "eu-ets")

    assert Firm.objects.get().country_id == code


@pytest.mark.django_db
def test_signs_for_nothing_are_no_text(tmp_path):
    make_world()

    load(write(tmp_path, ETS, establishment()), "eu-ets")

    firm = Firm.objects.get()
    assert (firm.address, firm.postcode, firm.town, firm.registration_number) == ("", "", "", "")
