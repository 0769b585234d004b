"""Two years of a place: which can be compared, what the change is made of, and what is not shown."""

import pytest
from django.test import Client

from observatory.computing.scope import SECTIONS
from observatory.models import Mark
from observatory.queries.place import get_place
from observatory.queries.region import get_region_profile
from observatory.selection import Selection
from tests.observatory.computing.world import NUTS2, PERSONS, YEARS
from tests.observatory.profile.pages import by_part, csv_of, html_of
from tests.observatory.profile.world import publish, varied_numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers():
    """Mining and energy are small, so that a total stands where they are hidden."""
    found = varied_numbers()
    for place, code in enumerate(NUTS2):
        for year in YEARS:
            found.persons(code, "B", 200.0 + 7 * place * (year - 2011), year)
            found.persons(code, "D", 300.0 - 5 * place * (year - 2011), year)
    found.add_up()
    return found


def change_of(release, code: str, **chosen: str):
    values = {"scheme": "nace", "year": "2014", "rules": "three-stars", "area": "eu27"} | chosen
    return get_region_profile(get_place(code), release, Selection(**values)).change


def test_the_longest_period_is_shown_unless_another_is_asked_for(numbers):
    release = publish(numbers)
    assert change_of(release, "DE11").since == 2012
    assert change_of(release, "DE11", since="2013").since == 2013


def test_the_parts_add_up_to_the_change_of_the_total(numbers):
    numbers.hide("DE11", "B")
    numbers.hide("DE12", "B")
    numbers.hide("DE11", "D")
    numbers.hide("DE13", "D")
    found = change_of(publish(numbers), "DE11").comparison
    assert found.rest is not None
    parts = found.national + found.mix + found.regional + found.rest
    assert parts == pytest.approx(found.after - found.before)


def test_a_break_in_the_region_ends_the_comparison(numbers):
    numbers.mark("DE11", "H", Mark.BREAK, 2013)
    release = publish(numbers)
    assert change_of(release, "DE11").years == (2013,)
    assert [(one.year, one.obstacle.value, one.at) for one in change_of(release, "DE11").refused] == [
        (2012, "break", 2013)
    ]
    assert change_of(release, "DE12").years == (2012, 2013)


def test_a_break_in_the_country_ends_it_for_all_its_regions(numbers):
    numbers.mark("FR", "H", Mark.BREAK, 2014)
    release = publish(numbers)
    assert change_of(release, "FRK2").years == ()
    assert change_of(release, "FRK2").refusal.at == 2014


def test_a_country_with_a_break_is_no_part_of_the_area(numbers):
    numbers.mark("FR", "H", Mark.BREAK, 2014)
    for code in ("FR21", "FR30", "FR71"):
        for key, value in list(numbers.values.items()):
            if key[1] == code and value:
                numbers.values[key] = value / 100
    for key in [key for key in numbers.values if key[1] in ("FR", "FR2", "FR3", "FR7")]:
        del numbers.values[key]
    numbers.add_up()
    found = change_of(publish(numbers), "DE11").comparison
    total = [sum(numbers.values[PERSONS, "DE", section, year] for section in SECTIONS) for year in (2012, 2014)]
    assert found.area_growth == pytest.approx(total[1] / total[0] - 1)
    assert found.countries == 1


def test_years_whose_countries_are_too_small_a_part_of_the_area_are_refused(numbers):
    numbers.mark("FR", "H", Mark.BREAK, 2014)
    change = change_of(publish(numbers), "DE11")
    assert change.comparison is None
    assert {one.obstacle.value for one in change.refused} == {"area"}


def test_one_hidden_section_shows_no_rest_for_that_would_be_its_figure(client: Client, numbers):
    numbers.hide("DE11", "B")
    numbers.hide("DE12", "B")
    publish(numbers)
    rows = csv_of(client, "/observatory/regions/DE11.csv?figure=change")
    assert by_part(rows, "rest")["change"] == ""
    hidden = next(row for row in rows if row["section"] == "B")
    assert (hidden["persons_employed_since"], hidden["persons_employed"], hidden["status"]) == ("", "", "confidential")
    assert "One section is not published in both years" in html_of(client, "/observatory/regions/DE11/")


def test_a_section_hidden_in_one_year_shows_neither(client: Client, numbers):
    numbers.hide("DE11", "B", 2014)
    numbers.hide("DE12", "B", 2014)
    publish(numbers)
    hidden = next(row for row in csv_of(client, "/observatory/regions/DE11.csv?figure=change") if row["section"] == "B")
    assert (hidden["persons_employed_since"], hidden["persons_employed"]) == ("", "")


def test_a_jump_of_the_country_is_no_start_of_the_default_period(numbers):
    for key, value in list(numbers.values.items()):
        if key[1].startswith("DE") and key[3] == 2012:
            numbers.values[key] = round(value * 0.8)
    release = publish(numbers)
    assert change_of(release, "DE11").since == 2013
    assert change_of(release, "DE11").years == (2012, 2013)
    assert [one.year for one in change_of(release, "DE11", since="2012").jumps] == [2013]


def test_a_year_that_cannot_be_compared_is_refused_in_words(client: Client, numbers):
    numbers.mark("DE11", "H", Mark.BREAK, 2014)
    publish(numbers)
    html = html_of(client, "/observatory/regions/DE11/?since=2012")
    assert "2012 and 2014 cannot be compared: break in series in 2014." in html
    assert 'href="/observatory/regions/DE11/?year=2013#change">Show the change up to 2013' in html


def test_a_later_year_than_the_year_shown_is_no_earlier_year(client: Client, numbers):
    publish(numbers)
    assert client.get("/observatory/regions/DE11/?since=2041").status_code == 400


def test_recoded_regions_are_compared_across_versions(numbers):
    """FRK2 was published as FR71."""
    found = change_of(publish(numbers), "FRK2")
    assert found.since == 2012
    assert found.comparison.before == sum(numbers.values[PERSONS, "FR71", code, 2012] for code in SECTIONS)


@pytest.mark.parametrize("figure", ["portfolio", "change", "structure"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "svg", "png"])
@pytest.mark.parametrize("place", ["DE11", "DE"])
def test_every_figure_is_sent_in_every_format(client: Client, numbers, figure, suffix, place):
    publish(numbers)
    response = client.get(f"/observatory/regions/{place}.{suffix}?figure={figure}")
    assert response.status_code == 200
    assert f"{place}-{figure}-2014" in response["Content-Disposition"]
