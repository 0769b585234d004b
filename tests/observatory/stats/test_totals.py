"""The rules for totals, one by one. Countries have three sections; section 0 has two divisions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.stats import totals as rules
from observatory.stats.totals import Reason, Sections, YearOfRegions, country_totals, region_totals, scaled_rests
from tests.observatory.stats import slow
from tests.observatory.stats.numbers import plain, same, tables

NO = np.nan
SECTION_OF = np.array([0, 0, 1, 2])


def year(persons, **changes):
    """Regions of one country; country rows are given, nothing else is known unless a test says so."""
    persons = np.array(persons, dtype=float)
    regions, count = persons.shape
    blank = YearOfRegions(
        persons=Sections(persons, np.where(np.isfinite(persons), persons, 0.0)),
        units=np.full((regions, count), NO),
        last=np.full((regions, count), NO),
        country=np.zeros(regions, dtype=int),
        country_persons=np.full((1, count), NO),
        country_units=np.full((1, count), NO),
        is_only=np.zeros(regions, dtype=bool),
        national=np.array([NO]),
    )
    return replace(blank, **{name: np.array(value) for name, value in changes.items()})


def test_published_sections_add_up():
    found = region_totals(year([[100.0, 50.0, 0.0]]))
    assert found.persons.tolist() == [150.0]
    assert found.estimated_share.tolist() == [0.0]


def test_a_section_without_a_row_is_the_sum_of_all_its_divisions():
    found = rules.sections(np.array([NO, 5.0, NO]), np.array([10.0, 20.0, 4.0, NO]), SECTION_OF)
    assert plain(found.values) == [30.0, 5.0, None]
    assert found.floors.tolist() == [30.0, 4.0, 0.0]


def test_a_section_with_a_missing_division_is_only_a_floor():
    found = rules.sections(np.array([NO, 5.0, 6.0]), np.array([10.0, NO, 4.0, 6.0]), SECTION_OF)
    assert np.isnan(found.values[0])
    assert found.floors[0] == 10.0


def test_a_published_zero_is_a_value():
    found = rules.sections(np.array([0.0, 5.0, 6.0]), np.array([0.0, 0.0, 4.0, 6.0]), SECTION_OF)
    assert found.values[0] == 0.0


def test_the_last_published_value_is_the_first_key():
    found = region_totals(year([[1000.0, 500.0, NO]], last=[[NO, NO, 30.0]], country_persons=[[9e3, 9e3, 9e3]]))
    assert found.persons[0] == 1530.0
    assert found.estimated_share[0] == pytest.approx(30 / 1530)


def test_what_is_visible_of_the_section_is_not_estimated_again():
    given_year = year([[1000.0, 500.0, NO]], last=[[NO, NO, 30.0]])
    floors = np.array([[1000.0, 500.0, 12.0]])
    found = region_totals(replace(given_year, persons=Sections(given_year.persons.values, floors)))
    assert found.persons[0] == 1530.0
    assert found.published[0] == 1512.0


def test_a_rest_is_never_below_zero():
    given_year = year([[1000.0, 500.0, NO]], last=[[NO, NO, 5.0]])
    floors = np.array([[1000.0, 500.0, 12.0]])
    found = region_totals(replace(given_year, persons=Sections(given_year.persons.values, floors)))
    assert found.persons[0] == 1512.0


def test_local_units_are_the_second_key():
    found = region_totals(
        year(
            [[1000.0, 500.0, NO]],
            units=[[1.0, 1.0, 4.0]],
            country_persons=[[9e3, 9e3, 800.0]],
            country_units=[[1.0, 1.0, 80.0]],
        )
    )
    assert found.persons[0] == 1540.0


def test_the_mix_of_the_country_is_the_last_key():
    found = region_totals(year([[1000.0, 500.0, NO]], country_persons=[[2000.0, 1000.0, 60.0]]))
    assert found.persons[0] == 1530.0


def test_one_lacking_region_never_takes_the_residual():
    """The residual, 40, would be its secret figure: the key, 30, stays as it is."""
    found = region_totals(year([[1000.0, 500.0, NO], [1000.0, 500.0, 20.0]], country_persons=[[2000.0, 1000.0, 60.0]]))
    assert found.persons.tolist() == [1530.0, 1520.0]


def test_two_lacking_regions_share_the_residual_by_their_keys():
    found = region_totals(
        year(
            [[1000.0, 500.0, NO], [2000.0, 1000.0, NO], [3000.0, 0.0, 10.0]],
            last=[[NO, NO, 20.0], [NO, NO, 40.0], [NO] * 3],
            country_persons=[[6000.0, 1500.0, 40.0]],
        )
    )
    assert found.persons.tolist() == pytest.approx([1510.0, 3020.0, 3010.0])


def test_the_residual_never_stands_on_one_region_alone_where_the_other_key_is_zero():
    found = region_totals(
        year(
            [[1000.0, 500.0, NO], [2000.0, 1000.0, NO]],
            last=[[NO, NO, 20.0], [NO, NO, 0.0]],
            country_persons=[[3000.0, 1500.0, 40.0]],
        )
    )
    assert found.persons.tolist() == [1520.0, 3020.0]


def test_a_region_without_any_key_leaves_the_residual_to_nobody():
    found = scaled_rests(
        year(
            [[NO, NO, NO], [2000.0, 1000.0, NO]],
            last=[[NO, NO, NO], [NO, NO, 30.0]],
            country_persons=[[NO, NO, 40.0]],
        )
    )
    assert found[1, 2] == 30.0


def test_a_residual_below_zero_counts_as_none():
    found = region_totals(
        year(
            [[1000.0, 500.0, NO], [2000.0, 1000.0, NO], [3000.0, 0.0, 90.0]],
            last=[[NO, NO, 20.0], [NO, NO, 40.0], [NO] * 3],
            country_persons=[[6000.0, 1500.0, 40.0]],
        )
    )
    assert found.persons.tolist() == [1500.0, 3000.0, 3090.0]


def test_more_than_five_percent_estimated_leaves_no_total():
    found = region_totals(year([[500.0, 440.0, NO]], last=[[NO, NO, 60.0]]))
    assert np.isnan(found.persons[0])
    assert found.reason[0] == Reason.TOO_MUCH_ESTIMATED
    assert found.published[0] == 940.0
    assert found.estimated_share[0] == pytest.approx(0.06)


def test_without_any_key_there_is_no_total():
    found = region_totals(year([[500.0, 440.0, NO]]))
    assert np.isnan(found.persons[0])
    assert found.reason[0] == Reason.NO_KEY


def test_a_country_that_is_one_region_takes_the_national_total():
    found = region_totals(year([[500.0, NO, NO]], is_only=[True], national=[1200.0]))
    assert found.persons[0] == 1200.0
    assert found.is_national[0]
    assert found.estimated_share[0] == 0.0


def test_a_complete_single_region_keeps_its_own_sum():
    found = region_totals(year([[500.0, 1.0, 2.0]], is_only=[True], national=[1200.0]))
    assert found.persons[0] == 503.0
    assert not found.is_national[0]


def test_a_country_without_a_section_takes_the_national_total():
    assert country_totals(np.array([[1.0, 2.0], [1.0, NO]]), np.array([9.0, 9.0])).tolist() == [3.0, 9.0]


def test_a_national_total_below_what_is_published_is_none():
    assert np.isnan(country_totals(np.array([7.0, 3.0, NO]), np.array(9.0)))
    found = region_totals(year([[500.0, 1000.0, NO]], is_only=[True], national=[1200.0]))
    assert np.isnan(found.persons[0])
    assert not found.is_national[0]


def test_last_value_reaches_back_three_years_and_not_over_a_break():
    values = np.array([[5.0, 6.0, 7.0, 8.0], [NO, NO, NO, 1.0], [NO, NO, NO, NO], [NO, NO, NO, NO], [NO] * 4])
    breaks = np.zeros(values.shape, dtype=bool)
    breaks[2, 1] = breaks[3, 3] = True
    assert plain(rules.last_published(values, breaks, 3)) == [5.0, None, 7.0, None]
    assert plain(rules.last_published(values, breaks, 4)) == [None, None, None, None]


@given(st.data())
def test_equals_the_rules_region_by_region(data):
    regions, count = 4, 3
    persons, units, last = (data.draw(tables((regions, count))) for _ in range(3))
    floors = np.nan_to_num(data.draw(tables((regions, count))))
    country, country_units = data.draw(tables((1, count))), data.draw(tables((1, count)))
    given_year = replace(
        year(persons, units=units, last=last, country_persons=country, country_units=country_units),
        persons=Sections(persons, floors),
    )
    found = region_totals(given_year)
    rows = [
        {
            "persons": plain(persons[r]),
            "floors": floors[r].tolist(),
            "units": plain(units[r]),
            "last": plain(last[r]),
        }
        for r in range(regions)
    ]
    expected = slow.totals(rows, plain(country[0]), plain(country_units[0]))
    for place, (total, part) in enumerate(expected):
        assert same(found.persons[place], total)
        assert same(found.estimated_share[place], part)
