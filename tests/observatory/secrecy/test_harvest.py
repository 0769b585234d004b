"""The attack notices what it should: each kind of row that would give a secret cell away does so."""

import pytest

from tests.observatory.secrecy.harvest import Harvest
from tests.observatory.secrecy.source import Source
from tests.observatory.secrecy.subtraction import PERSONS, Term, solve

SECRET: Term = (PERSONS, "DE11", "C29", 2014)
CELL = {"region": "DE11", "scheme": "nace", "group": "C29", "year": "2014", "persons_employed": ""}
OBSERVED = {"region": "DE11", "industry": "C29", "year": "2014"}


@pytest.fixture
def source() -> Source:
    """DE11 and DE12 make up DE1, of which nothing but DE12 is known."""
    known = {
        (PERSONS, "DE12", "C29", 2014): 100.0,
        (PERSONS, "DE11", "C29", 2013): 200.0,
        (PERSONS, "DE11", "C", 2014): 1000.0,
        (PERSONS, "DE11", "C10", 2014): 50.0,
    }
    weights = {"nace/C29": {"C29": 1.0}, "nace/C10": {"C10": 1.0}}
    return Source(2014, known, {SECRET}, {"DE", "DE1", "DE11", "DE12"}, {"C", "C10", "C29"}, {}, weights)


def told(source: Source, *rows: dict[str, str], place: str = "") -> float | None:
    harvest = Harvest(source)
    harvest.read(rows, place)
    return solve(harvest.equations, source.known).get(SECRET)


def test_a_row_without_a_figure_tells_nothing(source):
    assert told(source, CELL) is None


def test_a_figure_of_the_cell_is_printed(source):
    harvest = Harvest(source)
    harvest.read([CELL | {"persons_employed": "300"}])
    assert harvest.printed == {SECRET}


def test_growth_beside_the_year_before(source):
    assert told(source, OBSERVED | {"indicator": "employment_growth_published", "value": "50"}) == 300.0


def test_a_share_beside_manufacturing(source):
    assert told(source, OBSERVED | {"indicator": "manufacturing_share_published", "value": "30"}) == 300.0


def test_a_sum_of_regions_minus_its_other_members(source):
    row = {"members": "DE11 DE12", "scheme": "nace", "group": "C29", "persons_employed": "400", "marks": ""}
    assert told(source, row) == 300.0


def test_a_sum_of_all_regions_inside_is_the_figure_of_the_whole(source):
    harvest = Harvest(source)
    harvest.read([{"members": "DE12 DE11", "scheme": "nace", "group": "C29", "persons_employed": "400"}])
    assert (PERSONS, "DE1", "C29", 2014) in harvest.printed


def test_a_share_of_a_total_in_the_same_file(source):
    total = {"region": "DE11", "year": "2014", "persons_employed": "2000", "estimated_share": "0.01",
             "groups_published": "2"}  # fmt: skip
    assert told(source, total, {"region": "DE11", "distance": "0.1", "share_C29": "0.15"}) == 300.0


def test_a_cluster_in_a_comparison(source):
    row = {"subject": "DE11/nace/C29", "kind": "cluster", "indicator": PERSONS, "year": "2014", "value": "300"}
    assert told(source, row) == 300.0


def test_a_section_in_a_change_between_two_years(source):
    row = {"part": "section", "region": "DE11", "section": "C29", "since": "2013", "year": "2014",
           "persons_employed_since": "", "persons_employed": "300"}  # fmt: skip
    assert told(source, row) == 300.0


@pytest.mark.parametrize("column", ["focus", "persons_per_unit", "local_units", "size_rank", "stars"])
def test_a_quotient_a_rank_or_a_star_beside_a_missing_figure(source, column):
    harvest = Harvest(source)
    harvest.read([CELL | {column: "1"}])
    assert harvest.betrayed == {SECRET}


def test_a_sum_that_is_at_least_tells_nothing_of_the_members_left_out(source):
    assert told(source, CELL | {"persons_employed": "300", "marks": "partial"}) is None
