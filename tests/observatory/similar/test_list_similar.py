"""Regions like one: which, how far, and why."""

from dataclasses import replace

import numpy as np
import pytest

from observatory.models import StructuralPosition
from observatory.presenters.similar.words import measured_text
from observatory.queries.place import get_place
from observatory.queries.similar import Trait, Wanted, get_similar, list_similar
from observatory.queries.similarity_matrix import list_matrix
from observatory.similarity import variables
from observatory.stats.similarity import typical_contributions
from tests.observatory.similar.positions import build_positions

pytestmark = pytest.mark.django_db


def codes(found) -> list[str]:
    return [one.region.code for one in found]


def similar(code: str = "DE21", n: int = 5, **choices):
    release = build_positions()
    return list_similar(get_place(code), release, 2014, n, **choices)


def test_the_nearest_region_comes_first_and_the_region_itself_is_no_neighbour():
    found = similar()
    assert codes(found)[:2] == ["AT31", "DEAA"]
    assert [one.distance for one in found] == sorted(one.distance for one in found)
    assert "DE21" not in codes(found)


def test_so_many_neighbours_as_were_asked_for():
    assert len(similar(n=2)) == 2


def test_the_own_country_can_be_left_out():
    assert set(codes(similar(is_abroad=True))) == {"AT31", "ES51"}


def test_other_levels_join_only_when_they_are_asked_for():
    release = build_positions()
    place = get_place("DE21")
    assert "AT3" not in codes(list_similar(place, release, 2014))
    assert "AT3" in codes(list_similar(place, release, 2014, is_same_level=False))


def test_a_region_is_no_neighbour_of_the_region_around_it():
    build_positions()
    release = StructuralPosition.objects.first().release
    assert "AT31" not in codes(list_similar(get_place("AT3"), release, 2014, is_same_level=False))


def test_a_variable_that_one_of_two_lacks_is_named_and_plays_no_part():
    found = {one.region.code: one for one in similar()}
    assert [group.code for group in found["ES51"].missing] == ["wages", "gdp"]
    assert [group.code for group in found["AT31"].missing] == ["gdp"]
    assert "wages" not in {trait.variable.code for trait in found["ES51"].near}


def test_what_the_region_itself_lacks_is_said_once():
    release = build_positions()
    answer = get_similar(get_place("DE21"), release, 2014, Wanted())
    assert [group.code for group in answer.lacks] == ["gdp"]


def test_traits_are_those_of_the_two_regions_in_their_own_units():
    first = similar()[0]
    values = {trait.variable.code: (trait.own, trait.other) for trait in (*first.near, first.apart)}
    assert values.get("size", (1_000_000.0, 950_000.0)) == (1_000_000.0, 950_000.0)
    assert values.get("share_C", (0.30, 0.31)) == (0.30, 0.31)


def test_near_and_apart_agree_with_a_plain_reading_of_the_stored_vectors():
    build_positions()
    rows = {row.region.code: row for row in StructuralPosition.objects.select_related("region")}
    level2 = [row.variables for code, row in rows.items() if len(code) == 4]
    usual = typical_contributions(np.array(level2, dtype=float))
    own, other = (np.array(rows[code].variables, dtype=float) for code in ("DE21", "DEAA"))
    gaps = (own - other) ** 2  # nothing is renormalised: both publish every section
    parts = {n: gap / _weights_held() for n, gap in enumerate(gaps) if np.isfinite(gap)}
    (found,) = [one for one in list_similar(get_place("DE21"), rows["DE21"].release, 2014) if one.region.code == "DEAA"]
    assert found.apart is not None
    assert found.apart.part == pytest.approx(max(parts.values()))
    assert found.distance**2 == pytest.approx(sum(parts.values()))
    best = sorted(parts[n] - usual[n] for n in parts if parts[n] <= usual[n] / 16 and parts[n] < usual[n])[:3]
    assert [-trait.gain for trait in found.near][: len(best)] == pytest.approx(best)


def _weights_held() -> float:
    return 1 - 0.15  # without GDP per head


def test_a_year_without_positions_has_no_neighbours():
    release = build_positions()
    answer = get_similar(get_place("DE21"), release, 2013, Wanted())
    assert (answer.own, answer.neighbours, answer.all) == (None, (), ())


def test_two_queries_once_the_release_is_known(django_assert_num_queries):
    release, place = build_positions(), get_place("DE21")
    list_similar(place, release, 2014)
    with django_assert_num_queries(2):
        list_similar(place, release, 2014, 3)


def test_figures_computed_anew_are_read_anew():
    release, place = build_positions(), get_place("DE21")
    assert list_similar(place, release, 2014)
    StructuralPosition.objects.all().delete()
    release.computed_at = None
    assert list_similar(place, release, 2014) == ()


def test_the_matrix_is_symmetric_and_zero_to_itself():
    regions, rows = list_matrix(build_positions(), 2014)
    table = np.array([list(row.distances) for row in rows], dtype=float)
    assert np.allclose(table, table.T, equal_nan=True)
    assert np.allclose(np.diagonal(table), 0)
    assert len(regions) == len(table)


def test_how_near_is_told_against_what_is_usual():
    trait = Trait(next(one for one in variables() if one.code == "size"), 1_000_000.0, 950_000.0, part=0.01, usual=0.16)
    assert (trait.usual_share, trait.is_near) == (0.25, True)
    assert measured_text(trait) == "Size: 1,000,000 and 950,000 persons employed – 25% of the usual difference"
    assert not replace(trait, part=0.02).is_near
    assert measured_text(replace(trait, part=0.64)).endswith("– 2.0 times the usual difference")
    assert measured_text(replace(trait, usual=0.0)).endswith("persons employed")
