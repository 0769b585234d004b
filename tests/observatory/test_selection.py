import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.selection import Choices, Selection
from portal.core.errors import BadChoice

CHOICES = Choices(
    scheme=("nace", "ecosystems"), year=("2014", "2013"), group=("C29", "C30"), country=("DE", "FR"), sort=("stars",)
)
REQUIRED = ("scheme", "year", "rules", "area")


def parse(**query):
    return Selection.parse(query, CHOICES, REQUIRED)


def test_defaults_are_filled_in_and_left_out_of_the_address():
    selection = parse()
    assert (selection.scheme, selection.year, selection.area) == ("nace", "2014", "eu27")
    assert selection.address("/observatory/") == "/observatory/"


def test_a_default_written_out_has_the_same_address():
    assert parse(year="2014", scheme="nace").query() == parse().query() == ""


def test_choices_stand_in_one_order_whatever_the_order_asked():
    asked = Selection.parse({"country": "DE", "group": "C29", "scheme": "ecosystems"}, CHOICES, REQUIRED)
    assert asked.query() == "scheme=ecosystems&group=C29&country=DE"


def test_a_change_replaces_one_choice_and_keeps_the_others():
    assert parse(country="DE").query(year="2013") == "year=2013&country=DE"


def test_a_change_back_to_the_default_leaves_it_out():
    assert parse(year="2013").query(year="2014") == ""


def test_unknown_parameters_are_ignored():
    assert parse(utm_source="letter").query() == ""


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("year", "1999"),
        ("scheme", "nacee"),
        ("page", "0"),
        ("page", "x"),
        pytest.param("page", "²", id="a digit that is no number"),
        pytest.param("page", "٣", id="a digit of another script"),
        pytest.param("page", "9" * 5000, id="a number longer than Python reads"),
        ("country", "G"),
    ],
)
def test_a_known_parameter_with_a_bad_value_is_refused(parameter, value):
    with pytest.raises(BadChoice) as caught:
        parse(**{parameter: value})
    assert caught.value.parameter == parameter
    assert caught.value.nearest


@pytest.mark.parametrize(("sent", "understood"), [("GR", "EL"), ("gb", "UK"), ("el", "EL"), ("EL", "EL"), ("UK", "UK")])
def test_a_country_is_understood_under_its_iso_code_and_in_small_letters(sent, understood):
    choices = Choices(country=("EL", "UK"))
    assert Selection.parse({"country": sent}, choices).country == understood


def test_a_group_is_understood_in_small_letters():
    assert Selection.parse({"group": "c29"}, Choices(group=("C28", "C29"))).group == "C29"


def test_a_value_of_any_length_is_repeated_cut():
    with pytest.raises(BadChoice) as caught:
        parse(scheme="x" * 60_000)
    assert len(caught.value.value) < 100


def test_the_refusal_offers_the_nearest_value():
    with pytest.raises(BadChoice) as caught:
        parse(scheme="ecosystem")
    assert caught.value.nearest == "ecosystems"


@given(
    scheme=st.sampled_from(["", *CHOICES.scheme]),
    year=st.sampled_from(["", *CHOICES.year]),
    country=st.sampled_from(["", *CHOICES.country]),
    page=st.integers(min_value=1, max_value=9),
)
def test_an_address_read_back_is_the_same_selection(scheme, year, country, page):
    query = {"scheme": scheme, "year": year, "country": country, "page": str(page)}
    selection = Selection.parse(query, CHOICES, REQUIRED)
    read_back = dict(pair.split("=") for pair in selection.query().split("&") if pair)
    assert Selection.parse(read_back, CHOICES, REQUIRED) == selection
