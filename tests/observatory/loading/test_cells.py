import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observatory.loading.cells import Batch, collect, pack

rows = st.tuples(
    st.integers(1, 8), st.integers(0, 3000), st.integers(0, 1100), st.integers(2000, 2030), st.floats(0, 9)
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, max_size=30))
def test_collect_sorts_by_key_and_keeps_the_first_of_equals(cells: list[tuple[int, int, int, int, float]]) -> None:
    """Against a dictionary filled one by one."""
    columns = [np.array([cell[place] for cell in cells], np.int64) for place in range(4)]
    batch = Batch(
        key=pack(*columns),
        value=np.array([cell[4] for cell in cells]),
        status=np.zeros(len(cells), np.uint8),
        marks=np.zeros(len(cells), np.uint8),
        file=np.zeros(len(cells), np.uint8),
        line=np.arange(len(cells), dtype=np.int32),
        column=np.full(len(cells), 2, np.int16),
    )
    found, duplicates = collect([batch])
    expected: dict[tuple[int, ...], float] = {}
    for cell in cells:
        expected.setdefault(cell[:4], cell[4])
    keys = zip(found.indicator, found.region, found.industry, found.year, strict=True)
    assert [tuple(map(int, key)) for key in keys] == sorted(expected)
    assert found.value.tolist() == [expected[key] for key in sorted(expected)]
    assert len(duplicates) == len(cells) - len(expected)


def test_a_duplicate_says_where_the_second_cell_stands() -> None:
    ones = np.ones(1, np.int64)
    first, second = (
        Batch(pack(ones, ones, ones, ones * 2014), np.ones(1), *(np.zeros(1, np.uint8),) * 2, *place)
        for place in (
            (np.array([0], np.uint8), np.array([5], np.int32), np.array([2], np.int16)),
            (np.array([1], np.uint8), np.array([7], np.int32), np.array([4], np.int16)),
        )
    )
    _, (duplicate,) = collect([first, second])
    assert (duplicate.file, duplicate.line, duplicate.column) == (1, 7, 4)


def test_nothing_collected_is_no_cell() -> None:
    cells, duplicates = collect([])
    assert (len(cells), duplicates) == (0, [])
