"""Find your region: codes, postcodes and names in any spelling."""

import pytest

from portal.registry.models import Country
from portal.registry.names import fold
from portal.registry.queries import find_regions
from tests.registry.factories import CountryFactory, PostcodeFactory, RegionChangeFactory, RegionFactory

pytestmark = pytest.mark.django_db

PLACES = (
    ("2013", "FR71", "Rhône-Alpes", ""),
    ("2013", "HU10", "Közép-Magyarország", ""),
    ("2024", "FR", "France", "frankreich"),
    ("2024", "FRK", "Auvergne-Rhône-Alpes", ""),
    ("2024", "FRK2", "Rhône-Alpes", "lyon"),
    ("2024", "FRK26", "Rhône", ""),
    ("2024", "HU11", "Budapest", ""),
    ("2024", "HU12", "Pest", ""),
    ("2024", "DE2", "Bayern", "bavaria|baviere"),
    ("2024", "DE21", "Oberbayern", "upper bavaria|munich"),
    ("2024", "DE212", "München, Kreisfreie Stadt", ""),
    ("2024", "EL43", "Kriti", "crete"),
    ("2024", "EE00", "Eesti", "estonia"),
    ("2024", "IE06", "Eastern and Midland", "dublin"),
    ("2024", "NL32", "Noord-Holland", "amsterdam"),
    ("2024", "LU0", "Luxembourg", ""),
    ("2024", "LU00", "Luxembourg", ""),
    ("2021", "UKI3", "Inner London — West", ""),
)


@pytest.fixture(autouse=True)
def _world():
    for order, (code, name) in enumerate(
        [("DE", "Germany"), ("EE", "Estonia"), ("IE", "Ireland"), ("EL", "Greece"), ("FR", "France"), ("HU", "Hungary"),
         ("LU", "Luxembourg"), ("NL", "Netherlands"), ("UK", "United Kingdom")], 1,
    ):  # fmt: skip
        CountryFactory(code=code, name=name, protocol_order=order)
    for version, code, name, others in PLACES:
        search_key = "|".join(filter(None, (fold(name), others)))
        RegionFactory(code=code, version=version, name_latin=name, search_key=search_key)
    for country in Country.objects.all():
        for version in ("2013", "2021", *(("2024",) if country.code != "UK" else ())):
            RegionFactory(code=country.code, version=version, name_latin=country.name, search_key=fold(country.name))
    RegionChangeFactory(old_code="FR71", new_code="FRK2")
    for new in ("HU11", "HU12"):
        RegionChangeFactory(old_code="HU10", new_code=new, kind="split")
    RegionFactory(code="FRK2", version="2016", name_latin="Rhône-Alpes", search_key="rhone alpes")
    RegionFactory(code="FRK2", version="2021", name_latin="Rhône-Alpes", search_key="rhone alpes")
    for new in ("HU11", "HU12"):
        for version in ("2016", "2021"):
            RegionFactory(code=new, version=version, name_latin=new, search_key=fold(new))
    for country, postcode, region in (
        ("FR", "69001", "FRK26"),
        ("EE", "69001", "EE001"),
        ("DE", "80331", "DE212"),
        ("IE", "D02", "IE061"),
        ("NL", "1011AB", "NL329"),
        ("NL", "1011AC", "NL329"),
    ):
        PostcodeFactory(country_id=country, country=None, postcode=postcode, region_code=region)


def codes(text: str) -> list[str]:
    return [match.code for match in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Lyon", "FRK2"),
        ("rhone alpes", "FRK2"),
        ("RHÔNE-ALPES", "FRK2"),
        ("Budapest", "HU11"),
        ("Dublin", "IE06"),
        ("Bavaria", "DE2"),
        ("Bavière", "DE2"),
        ("Munchen", "DE21"),
        ("Crete", "EL43"),
        ("frankreich", "FR"),
        ("Oberbayren", "DE21"),
        ("Lyon, Frankreich", "FRK2"),
    ],
)
def test_names_are_found_in_any_spelling(text, first):
    assert codes(text)[0] == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FRK2", "FRK2"),
        ("fr71", "FRK2"),
        ("GR43", "EL43"),
        ("GB", "UK"),
        ("de 21", "DE21"),
        ("UKI3", "UKI3"),
        ("FRK26", "FRK2"),
    ],
)
def test_codes_of_any_version_are_found(text, found):
    assert codes(text) == [found]


def test_a_country_behind_a_comma_narrows_a_name_down():
    assert codes("Lyon, Germany") == []


def test_a_recoded_code_says_what_it_was():
    assert find_regions("FR71")[0].detail == "formerly FR71"


def test_a_split_region_comes_with_its_pieces():
    assert codes("HU10") == ["HU10", "HU11", "HU12"]


def test_an_unknown_code_finds_the_region_around_it():
    assert codes("DE21X") == ["DE21"]


def test_a_postcode_that_several_countries_have_lists_them_in_protocol_order():
    assert codes("69001") == ["EE00", "FRK2"]


@pytest.mark.parametrize("text", ["FR-69001", "F-69001", "fr 69001"])
def test_letters_before_a_postcode_choose_the_country(text):
    assert codes(text) == ["FRK2"]


@pytest.mark.parametrize("text", ["69001 France", "France 69001", "Lyon, 69001"])
def test_the_town_beside_a_postcode_brings_its_region_first(text):
    assert codes(text)[0] == "FRK2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("80331 München", "DE21"),
        ("München 80331", "DE21"),
        ("D02 X285", "IE06"),
        ("1011 AB", "NL32"),
        ("1011", "NL32"),
    ],
)
def test_postcodes_are_understood_as_countries_write_them(text, found):
    assert codes(text) == [found]


def test_a_name_that_several_levels_share_is_not_doubled():
    assert codes("Luxembourg") == ["LU", "LU00"] or codes("Luxembourg") == ["LU00", "LU"]


def test_a_nuts_3_name_leads_to_its_region_and_says_so():
    match = find_regions("Kreisfreie")[0]
    assert (match.code, match.detail) == ("DE21", "München, Kreisfreie Stadt")


@pytest.mark.parametrize("text", ["", "   ", "xyzzyxyzzy", "!", "99999999", "a" * 5000])
def test_nonsense_finds_nothing(text):
    assert find_regions(text) == []


def test_a_region_found_twice_stands_where_it_fits_best():
    assert codes("rhône")[:2] == ["FRK2", "FRK"]


def test_the_number_of_matches_is_limited():
    assert len(find_regions("a", limit=2)) == 2


def test_a_warm_search_takes_at_most_one_query(django_assert_max_num_queries):
    find_regions("Lyon")
    for text in ("Budapest", "69001", "FR71", "nowhere at all"):
        with django_assert_max_num_queries(2):
            find_regions(text)
