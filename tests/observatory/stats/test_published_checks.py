"""The published worked values, to the digits that were printed."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from observatory.stats import structure
from observatory.stats.concentration import gini_concentration
from observatory.stats.quotient import location_quotient
from observatory.stats.shift_share import TwoYears, shift_share

pytestmark = pytest.mark.sources
FUNCTIONS = {
    "location_quotient": location_quotient,
    "krugman_spec": structure.krugman,
    "gini_spec": structure.gini_specialisation,
    "gini_conc": gini_concentration,
    "herfindahl": structure.herfindahl,
    "herfindahl_norm": structure.herfindahl_normalised,
    "herfindahl_equiv": structure.equivalent_number,
    "gini": structure.gini,
    "gini_norm": structure.gini_normalised,
    "gini_weighted": structure.gini_weighted,
}


def folder():
    return Path(settings.PORTAL_SOURCES) / "method_checks"


def rows(name):
    with (folder() / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(table, name):
    return np.array([float(row[name]) for row in table])


def digits(value):
    return len(repr(value).partition(".")[2].rstrip("0"))


def arguments(case):
    """In the order in which the publication names them."""
    return [value for name, value in case["args"].items() if name != "note"]


def test_every_published_value_is_reached_to_its_last_digit():
    cases = json.loads((folder() / "reat_published_values.json").read_text(encoding="utf-8"))["cases"]
    wrong = [
        (case["fn"], found, case["expected"])
        for case in cases
        if (found := round(float(FUNCTIONS[case["fn"]](*arguments(case))), digits(case["expected"])))
        != case["expected"]
    ]
    assert len(cases) >= 13
    assert wrong == []


def goettingen():
    return [row for row in rows("reat_goettingen.csv") if row["WZ2008_Code"] != "A-R"]


def test_goettingen_in_2017_from_its_table():
    own, germany = (column(goettingen(), f"{place}2017") for place in ("Goettingen", "BRD"))
    assert round(float(structure.krugman(own, germany)), 7) == 0.4508469
    assert round(float(structure.gini_specialisation(own, germany)), 6) == 0.359852


def test_goettingen_through_the_years_at_once_is_each_year_alone():
    table = goettingen()
    own, germany = (
        np.array([column(table, f"{place}{year}") for year in range(2008, 2018)]) for place in ("Goettingen", "BRD")
    )
    together = structure.krugman(own, germany)
    assert together.tolist() == [float(structure.krugman(*pair)) for pair in zip(own, germany, strict=True)]


def freiburg():
    table = rows("reat_freiburg.csv")
    return (TwoYears(column(table, f"e_{place}2008"), column(table, f"e_{place}2014")) for place in PLACES)


PLACES = ("Freiburg", "Germany")


def total(years):
    return TwoYears(float(np.sum(years.start)), float(np.sum(years.end)))


def test_growth_of_freiburg_and_germany_is_that_of_the_table():
    table = rows("reat_freiburg.csv")
    for place, years in zip(PLACES, freiburg(), strict=True):
        np.testing.assert_allclose(years.growth * 100, column(table, f"e_g_{place}_0814"), rtol=1e-12)


def test_shift_share_of_freiburg_adds_up_to_its_growth():
    own, germany = freiburg()
    found = shift_share(own, total(own), germany, total(germany))
    assert sum(found.sums) == pytest.approx(114429 - 100056)
    assert found.not_published == pytest.approx(0)
    assert found.sums[0] == pytest.approx(100056 * float(total(germany).growth))


def test_the_german_states_together_are_not_specialised_and_each_is_within_bounds():
    table = rows("reat_german_regions_industries_2015.csv")
    states, industries = sorted({row["region_code"] for row in table}), sorted({row["ind_code"] for row in table})
    persons = np.zeros((len(states), len(industries)))
    for row in table:
        persons[states.index(row["region_code"]), industries.index(row["ind_code"])] += float(row["emp_all"] or 0)
    germany = persons.sum(0)
    assert structure.krugman(germany, germany) == pytest.approx(0)
    assert ((structure.krugman(persons, germany) > 0) & (structure.krugman(persons, germany) < 2)).all()
    assert gini_concentration(germany[None, :], [germany.sum()]) == pytest.approx(np.zeros(len(industries)))
    ginis = gini_concentration(persons, persons.sum(1)[:, None])
    assert ((ginis >= 0) & (ginis < 1)).all()
