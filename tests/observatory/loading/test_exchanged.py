"""Two regions of which each continues what the other one had the year before."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from observatory.loading.cells import Batch, collect, pack
from observatory.loading.checks.exchanged import check_exchanged, exchanged
from observatory.loading.checks.grid import Grid
from observatory.loading.problems import Problems
from observatory.loading.reading import Reading
from observatory.loading.territory import Territory
from observatory.models import Mark, Status

CODES = ("DE", "DE11", "DE12", "FR", "FR11")
DIVISIONS = tuple(f"C{number}" for number in range(10, 22))
RISING, FALLING = [100.0 * (place + 1) for place in range(12)], [100.0 * (12 - place) for place in range(12)]
Series = dict[tuple[str, int], list[float]]


def grid(series: Series, marks: int = 0) -> Grid:
    """Persons employed by division of regions and years."""
    cells = [(code, place, year, one) for (code, year), values in series.items() for place, one in enumerate(values)]
    cells.append(("DE", 0, 2012, 1.0))
    key = pack(
        np.full(len(cells), 1),
        np.array([CODES.index(cell[0]) for cell in cells]),
        np.array([cell[1] for cell in cells]),
        np.array([cell[2] for cell in cells]),
    )
    zeros, values = np.zeros(len(cells), np.uint8), np.array([cell[3] for cell in cells])
    batch = Batch(key, values, zeros + np.uint8(Status.FINAL), zeros + np.uint8(marks), zeros, zeros.astype(np.int32),
                  zeros.astype(np.int16))  # fmt: skip
    return Grid(Reading(collect([batch])[0], _territory(), DIVISIONS, (), Problems([], Counter())))


def _territory() -> Territory:
    return Territory(
        ids=np.arange(len(CODES)),
        codes=CODES,
        versions=("2013",) * len(CODES),
        levels=np.array([len(code) - 2 for code in CODES], np.int8),
        ranks={("2013", code): rank for rank, code in enumerate(CODES)},
    )


def two(first: tuple[list[float], list[float]], second: tuple[list[float], list[float]], other: str = "DE12") -> Series:
    return {("DE11", 2012): first[0], ("DE11", 2013): first[1], (other, 2012): second[0], (other, 2013): second[1]}


def test_two_regions_that_changed_places_are_found_with_the_cells_that_moved_most():
    finding = check_exchanged(grid(two((RISING, FALLING), (FALLING, RISING))))
    assert (finding.severity, finding.compared, finding.differing) == ("warning", 2, 2)
    assert {example.region for example in finding.examples} == {"DE11", "DE12"}
    first = finding.examples[0]
    assert {first.found, first.expected} == {100.0, 1200.0}


def test_a_region_that_grows_into_the_likeness_of_another_is_not_exchanged():
    assert check_exchanged(grid(two((RISING, FALLING), (FALLING, FALLING)))).differing == 0


def test_regions_of_two_countries_are_not_compared():
    assert check_exchanged(grid(two((RISING, FALLING), (FALLING, RISING), other="FR11"))).differing == 0


def test_a_break_that_the_publisher_marks_needs_no_finding():
    assert check_exchanged(grid(two((RISING, FALLING), (FALLING, RISING)), marks=int(Mark.BREAK))).differing == 0


def test_fewer_than_ten_divisions_say_too_little():
    assert check_exchanged(grid(two((RISING[:9], FALLING[:9]), (FALLING[:9], RISING[:9])))).compared == 0


distances = st.lists(st.one_of(st.floats(0, 1), st.just(np.nan)), min_size=16, max_size=16)


@given(distances)
def test_pairs_equal_a_slow_search(flat: list[float]):
    matrix = np.array(flat).reshape(4, 4)
    found = [
        (one, other)
        for one in range(4)
        for other in range(one + 1, 4)
        if matrix[one, other] < matrix[one, one] and matrix[other, one] < matrix[other, other]
    ]
    assert sorted(exchanged(matrix)) == found
