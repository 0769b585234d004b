"""Each check on a small hand-made release."""

from collections import Counter

import numpy as np
import pytest

from observatory.loading.cells import Batch, collect, pack
from observatory.loading.checks import CHECKS, check_reading
from observatory.loading.checks.finding import Finding
from observatory.loading.checks.grid import Grid
from observatory.loading.checks.published import check_growth, check_manufacturing_share
from observatory.loading.checks.series import check_gaps, check_jumps
from observatory.loading.checks.sums import (
    check_divisions,
    check_national,
    check_regions,
    check_twice,
    check_versions,
)
from observatory.loading.problems import Problems
from observatory.loading.reading import Reading
from observatory.loading.territory import Territory
from observatory.models import Mark, Status

PERSONS, GROWTH, SHARE, NATIONAL = 1, 4, 5, 6
INDUSTRIES = ("B", "B-N_S95_X_K", "B05", "B06", "C", "C28")
REGIONS = (("DE", "2013"), ("DE1", "2013"), ("DE11", "2013"), ("DE12", "2013"), ("DE11", "2010"))

Cell = tuple[int, str, str, int, float]


def grid(*cells: Cell, marks: int = 0, version: str = "2013") -> Grid:
    """A release of cells (indicator, region, industry, year, value)."""
    ranks = {code: rank for rank, (code, known) in enumerate(REGIONS) if known == version}
    columns = (
        np.array([cell[0] for cell in cells], np.int64),
        np.array([ranks[cell[1]] for cell in cells], np.int64),
        np.array([INDUSTRIES.index(cell[2]) for cell in cells], np.int64),
        np.array([cell[3] for cell in cells], np.int64),
    )
    return Grid(_reading(_batch(pack(*columns), [cell[4] for cell in cells], marks)))


def _batch(key: np.ndarray, values: list[float], marks: int = 0) -> Batch:
    zeros = np.zeros(len(values), np.uint8)
    status = np.where(np.isnan(values), Status.CONFIDENTIAL, Status.FINAL).astype(np.uint8)
    return Batch(
        key, np.array(values), status, zeros + np.uint8(marks), zeros, zeros.astype(np.int32), zeros.astype(np.int16)
    )


def _reading(*batches: Batch) -> Reading:
    territory = Territory(
        ids=np.arange(len(REGIONS)),
        codes=tuple(code for code, _ in REGIONS),
        versions=tuple(version for _, version in REGIONS),
        levels=np.array([len(code) - 2 for code, _ in REGIONS], np.int8),
        ranks={(version, code): rank for rank, (code, version) in enumerate(REGIONS)},
    )
    cells, _ = collect(batches)
    return Reading(cells, territory, INDUSTRIES, (), Problems([], Counter()))


def counts(finding: Finding) -> tuple[int, int]:
    return finding.compared, finding.differing


def test_growth_agrees_within_a_tenth() -> None:
    world = grid(
        (PERSONS, "DE11", "C", 2013, 1000.0), (PERSONS, "DE11", "C", 2014, 1050.0), (GROWTH, "DE11", "C", 2014, 5.05)
    )
    assert counts(check_growth(world)) == (1, 0)


def test_growth_that_differs_is_listed_with_both_figures() -> None:
    world = grid(
        (PERSONS, "DE11", "C", 2013, 1000.0), (PERSONS, "DE11", "C", 2014, 1050.0), (GROWTH, "DE11", "C", 2014, 7.0)
    )
    (example,) = check_growth(world).examples
    assert (example.region, example.industry, example.year) == ("DE11", "C", 2014)
    assert (example.found, example.expected) == (5.0, 7.0)


def test_growth_from_zero_is_not_compared() -> None:
    world = grid((PERSONS, "DE11", "C", 2013, 0.0), (PERSONS, "DE11", "C", 2014, 5.0), (GROWTH, "DE11", "C", 2014, 7.0))
    assert counts(check_growth(world)) == (0, 0)


@pytest.mark.parametrize(("published", "differing"), [(25.04, 0), (26.0, 1)])
def test_share_in_manufacturing(published: float, differing: int) -> None:
    world = grid(
        (PERSONS, "DE11", "C", 2014, 4000.0),
        (PERSONS, "DE11", "C28", 2014, 1000.0),
        (SHARE, "DE11", "C28", 2014, published),
    )
    assert counts(check_manufacturing_share(world)) == (1, differing)


@pytest.mark.parametrize(("section", "expected"), [(300.0, (1, 0)), (400.0, (1, 1))])
def test_divisions_add_up_to_their_section(section: float, expected: tuple[int, int]) -> None:
    world = grid(
        (PERSONS, "DE11", "B", 2014, section),
        (PERSONS, "DE11", "B05", 2014, 100.0),
        (PERSONS, "DE11", "B06", 2014, 200.0),
    )
    assert counts(check_divisions(world)) == expected


def test_a_section_with_a_secret_division_is_not_compared() -> None:
    world = grid(
        (PERSONS, "DE11", "B", 2014, 400.0),
        (PERSONS, "DE11", "B05", 2014, np.nan),
        (PERSONS, "DE11", "B06", 2014, 200.0),
    )
    assert counts(check_divisions(world)) == (0, 0)


@pytest.mark.parametrize(("parent", "expected"), [(300.0, (1, 0)), (500.0, (1, 1))])
def test_regions_add_up_to_the_region_above(parent: float, expected: tuple[int, int]) -> None:
    world = grid(
        (PERSONS, "DE1", "C", 2014, parent), (PERSONS, "DE11", "C", 2014, 100.0), (PERSONS, "DE12", "C", 2014, 200.0)
    )
    assert counts(check_regions(world)) == expected


def test_a_region_without_the_industry_leaves_its_parent_uncompared() -> None:
    world = grid(
        (PERSONS, "DE1", "C", 2014, 500.0),
        (PERSONS, "DE11", "C", 2014, 100.0),
        (PERSONS, "DE12", "B", 2014, 7.0),
    )
    assert counts(check_regions(world)) == (0, 0)


@pytest.mark.parametrize(("country", "differing"), [(300.0, 0), (200.0, 1)])
def test_a_country_smaller_than_its_regions_counts_something_twice(country: float, differing: int) -> None:
    world = grid(
        (PERSONS, "DE", "C", 2014, country), (PERSONS, "DE11", "C", 2014, 100.0), (PERSONS, "DE12", "C", 2014, 200.0)
    )
    assert counts(check_twice(world)) == (1, differing)


@pytest.mark.parametrize(("national", "differing"), [(1000.0, 0), (900.0, 1)])
def test_sections_of_a_country_against_the_national_total(national: float, differing: int) -> None:
    world = grid(
        (PERSONS, "DE", "B", 2014, 300.0),
        (PERSONS, "DE", "C", 2014, 700.0),
        (NATIONAL, "DE", "B-N_S95_X_K", 2014, national),
    )
    assert counts(check_national(world)) == (1, differing)


def test_two_nuts_versions_in_one_year_are_noted() -> None:
    year = np.array([2014, 2014])
    both = pack(np.array([1, 1]), np.array([2, 4]), np.array([4, 4]), year)
    country = pack(np.array([1]), np.array([0]), np.array([4]), np.array([2014]))
    finding = check_versions(Grid(_reading(_batch(both, [1.0, 2.0]), _batch(country, [3.0]))))
    assert counts(finding) == (1, 1)
    assert (finding.examples[0].found, finding.examples[0].expected) == (2013, 2010)


def test_a_year_without_a_figure_between_two_with_one_is_a_gap() -> None:
    world = grid(
        (PERSONS, "DE11", "C", 2012, 5.0), (PERSONS, "DE11", "C", 2014, 6.0), (PERSONS, "DE12", "C", 2014, 1.0)
    )
    assert counts(check_gaps(world)) == (4, 1)


@pytest.mark.parametrize(("marks", "expected"), [(0, (1, 1)), (int(Mark.BREAK), (0, 0))])
def test_a_jump_counts_unless_a_break_is_marked(marks: int, expected: tuple[int, int]) -> None:
    world = grid((PERSONS, "DE11", "C", 2013, 1000.0), (PERSONS, "DE11", "C", 2014, 2000.0), marks=marks)
    assert counts(check_jumps(world)) == expected


def test_small_cells_may_jump() -> None:
    world = grid((PERSONS, "DE11", "C", 2013, 10.0), (PERSONS, "DE11", "C", 2014, 900.0))
    assert counts(check_jumps(world)) == (0, 0)


def test_a_release_without_any_of_it_passes_every_check() -> None:
    world = grid((2, "DE11", "C", 2014, 5.0))
    assert {check(world).severity for check in CHECKS} == {"ok"}


def test_coverage_counts_cells_by_indicator_year_and_status() -> None:
    world = grid(
        (PERSONS, "DE11", "C", 2013, 1.0), (PERSONS, "DE11", "C", 2014, np.nan), (PERSONS, "DE12", "C", 2014, 2.0)
    )
    assert check_reading(world.reading)["coverage"] == [
        {"indicator": 1, "year": 2013, "cells": {"0": 1}},
        {"indicator": 1, "year": 2014, "cells": {"0": 1, "5": 1}},
    ]


def test_a_confidential_cell_is_named_as_a_gap_only_beside_the_figure_of_another_year() -> None:
    world = grid(
        *((PERSONS, "DE11", "C", year, 1000.0 + year) for year in (2011, 2012, 2014)),
        (PERSONS, "DE11", "C", 2013, np.nan),
        (GROWTH, "DE11", "C", 2013, 5.0),
        (PERSONS, "DE1", "C", 2013, 9000.0),
        (PERSONS, "DE12", "C", 2013, 4000.0),
    )
    named = [
        (check["check"], one["expected"])
        for check in (check(world).as_json() for check in CHECKS)
        for one in check["examples"]
        if (one["region"], one["industry"], one["year"]) == ("DE11", "C", 2013)
    ]
    assert set(named) <= {("gaps", 1000.0 + year) for year in (2011, 2012, 2014)}
    assert named
