"""Counting with bits against counting with sets, on random directories."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from internationalisation.directory.stats.catalogue import Catalogue, Columns, built, merged, packed, unpacked
from internationalisation.directory.stats.narrowing import Narrowing, count_values, kilometres

CODES = ("technology:a", "technology:b", "service:a", "service:b", "size:small")
PLACES = ("DE212", "DE214", "DE30", "AT", "AT13")
FACETS = {"technology": CODES[:2], "service": CODES[2:4], "size": CODES[4:]}
Rows = dict[int, tuple[str, frozenset[str]]]

one_row = st.tuples(st.sampled_from(PLACES), st.frozensets(st.sampled_from(CODES)))
rows_of = st.dictionaries(st.integers(1, 200), one_row, max_size=90)


def catalogue_of(rows: Rows) -> Catalogue:
    keys = sorted(rows)
    places = sorted({rows[key][0] for key in keys})
    having = {
        code: np.array([at for at, key in enumerate(keys) if code in rows[key][1]], dtype=np.int64) for code in CODES
    }
    nothing = np.full(len(keys), np.nan)
    columns = Columns(
        keys=np.array(keys, dtype=np.int64),
        place_of=np.array([places.index(rows[key][0]) for key in keys], dtype=np.int32),
        confirmed=np.full(len(keys), 20_000, dtype=np.int32),
        members=np.full(len(keys), -1, dtype=np.int32),
        longitude=nothing,
        latitude=nothing,
        is_exact=np.zeros(len(keys), dtype=np.bool_),
        names=np.array([f"name {key:03}" for key in keys], dtype="S60"),
    )
    return built(columns, places, {code: at for code, at in having.items() if len(at)})


def keys_of(catalogue: Catalogue, mask: np.ndarray) -> set[int]:
    return set(catalogue.columns.keys[mask].tolist())


@given(rows_of, st.frozensets(st.sampled_from(CODES[:2])), st.frozensets(st.sampled_from(CODES[2:4])))
def test_counts_of_a_facet_leave_its_own_choice_out(rows, technologies, services):
    catalogue = catalogue_of(rows)
    chosen = {"technology": technologies, "service": services}
    masks = {name: catalogue.having(codes) for name, codes in chosen.items() if codes}
    counts = count_values(catalogue, Narrowing(catalogue.alive, masks), FACETS)
    for name, codes in FACETS.items():
        others = [values for facet, values in chosen.items() if facet != name and values]
        left = [own for _place, own in rows.values() if all(values & own for values in others)]
        for code in codes:
            assert counts.get(code, 0) == sum(code in own for own in left)


@given(rows_of, st.sampled_from(["DE", "DE2", "DE21", "DE212", "AT", "AT1", "FR"]), st.integers(2, 5))
def test_places_hold_what_lies_inside_them(rows, place, letters):
    catalogue = catalogue_of(rows)
    inside = {key for key, (code, _codes) in rows.items() if code.startswith(place)}
    assert keys_of(catalogue, catalogue.inside([place])) == inside
    expected: dict[str, int] = {}
    for code, _codes in rows.values():
        if len(code) >= letters:
            expected[code[:letters]] = expected.get(code[:letters], 0) + 1
    assert catalogue.count_places(catalogue.alive, letters) == expected


@given(rows_of, rows_of, st.frozensets(st.integers(1, 200)))
def test_what_was_written_since_replaces_what_was_known(rows, changed, gone):
    gone = gone - set(changed)
    fresh = merged(catalogue_of(rows), catalogue_of(changed), np.array(sorted(gone), dtype=np.int64))
    expected = {key: row for key, row in {**rows, **changed}.items() if key not in gone}
    assert keys_of(fresh, fresh.alive) == set(expected)
    for code in CODES:
        found = keys_of(fresh, fresh.having([code]) & fresh.alive)
        assert found == {key for key, (_place, codes) in expected.items() if code in codes}
    assert keys_of(fresh, fresh.inside(["DE2"]) & fresh.alive) == {
        key for key, (place, _codes) in expected.items() if place.startswith("DE2")
    }
    asked = np.arange(0, 210)
    at = fresh.positions_of(asked)
    assert set(asked[at >= 0].tolist()) == set(expected)
    assert fresh.columns.keys[at[at >= 0]].tolist() == asked[at >= 0].tolist()


@given(st.lists(st.booleans(), max_size=200))
def test_a_mask_is_the_same_after_packing(values):
    mask = np.array(values, dtype=np.bool_)
    assert unpacked(packed(mask), len(mask)).tolist() == values


def test_an_empty_directory_answers_every_question():
    empty = catalogue_of({})
    assert empty.count_codes(empty.alive, CODES) == {}
    assert empty.count_places(empty.alive, 2) == {}
    assert empty.positions_of(np.array([1, 2])).tolist() == [-1, -1]
    assert not empty.confirmed_after(date(2026, 1, 1)).any()


def test_a_confirmation_counts_until_its_last_day():
    catalogue = catalogue_of({1: ("DE212", frozenset())})
    confirmed = date(2024, 10, 4)  # 20,000 days after 1970 began
    assert catalogue.confirmed_after(date(2024, 10, 3)).all()
    assert not catalogue.confirmed_after(confirmed).any()


def test_distances_are_those_of_a_great_circle():
    munich, berlin = (11.575, 48.137), (13.405, 52.52)
    found = kilometres(np.array([berlin[0], munich[0], np.nan]), np.array([berlin[1], munich[1], 1.0]), munich)
    assert round(float(found[0])) == 504
    assert found[1] == 0
    assert np.isnan(found[2])
