"""Places among zones, against a second and obvious implementation."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from observatory.loading.context.joining import ContextFigures, PlacedZone
from observatory.loading.context.ranking import competition_ranks, places_of

ZONE = PlacedZone("DE21", "Oberbayern", "2021", 2, "NUTS 2", ())
FIGURE = ContextFigures(
    indicator=9, zone=ZONE, year=2014, period="", value=1.0, status=0, marks=0, label="", dataset="made-up"
)
MORE, LESS = 9, 58


def figures(values: list[float], **changes: object) -> list[ContextFigures]:
    return [replace(FIGURE, value=value, **changes) for value in values]


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=40))
def test_ranks_count_how_many_are_better(values: list[int]) -> None:
    found = competition_ranks(np.array(values, float)).tolist()
    assert found == [1 + sum(other < value for other in values) for value in values]


def test_more_is_better_unless_the_indicator_says_less() -> None:
    assert places_of(figures([3.0, 9.0, 9.0], indicator=MORE)) == [(3, 3), (1, 3), (1, 3)]
    assert places_of(figures([3.0, 9.0, 9.0], indicator=LESS)) == [(1, 3), (2, 3), (2, 3)]


def test_missing_figures_results_in_words_and_zones_outside_the_eu_have_no_place() -> None:
    outside = replace(FIGURE, zone=replace(ZONE, peers=""), value=99.0)
    named = replace(FIGURE, label="Innovation leader", value=4.0)
    assert places_of([*figures([1.0, float("nan")]), outside, named]) == [(1, 1), (0, 0), (0, 0), (0, 0)]


def test_levels_and_years_are_ranked_apart() -> None:
    country = replace(FIGURE, zone=replace(ZONE, peers="NUTS 0"), value=5.0)
    earlier = replace(FIGURE, year=2013, value=7.0)
    assert places_of([*figures([1.0, 2.0]), country, earlier]) == [(2, 2), (1, 2), (1, 1), (1, 1)]
