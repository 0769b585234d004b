"""How much organisations have in common: the fast formula against a slow and obvious one."""

from hypothesis import given
from hypothesis import strategies as st

from internationalisation.profiles.likeness import Traits, common_place, common_share, likeness, ranked

CODES = st.frozensets(st.sampled_from("abcdef"), max_size=6)
PLACES = st.sampled_from(["DE", "DE2", "DE21", "DE212", "DE3", "FR10", "FR101", "US"])
TRAITS = st.builds(Traits, groups=CODES, services=CODES, technologies=CODES, region_code=PLACES)


def slow_share(one: frozenset[str], other: frozenset[str]) -> float:
    everything = [code for code in "abcdef" if code in one or code in other]
    common = [code for code in everything if code in one and code in other]
    return len(common) / len(everything) if everything else 0.0


def slow_score(own: Traits, other: Traits) -> float:
    levels = [n for n in (2, 3, 4) if own.region_code[:n] == other.region_code[:n] and len(own.region_code[:n]) == n]
    return (
        3 * slow_share(own.groups, other.groups)
        + 2 * slow_share(own.services, other.services)
        + slow_share(own.technologies, other.technologies)
        + max(levels, default=0) / 4
    )


@given(TRAITS, TRAITS)
def test_the_score_is_that_of_the_slow_way(own: Traits, other: Traits):
    assert abs(likeness(own, other).score - slow_score(own, other)) < 1e-9


@given(TRAITS, TRAITS)
def test_the_score_is_the_same_in_both_directions(own: Traits, other: Traits):
    assert likeness(own, other).score == likeness(other, own).score


@given(TRAITS)
def test_nobody_is_more_alike_than_oneself(own: Traits):
    assert likeness(own, own).score >= likeness(own, Traits(frozenset("a"), frozenset(), frozenset(), "DE")).score or (
        not own.groups
    )


def test_equal_ones_stand_in_the_order_of_their_keys():
    same = Traits(frozenset("a"), frozenset(), frozenset(), "DE21")
    assert [key for key, _likeness in ranked(same, [(9, same), (3, same)])] == [3, 9]


def test_a_place_of_one_letter_is_none():
    assert common_place("DE21", "DK01") == ""
    assert common_place("DE212", "DE214") == "DE21"


def test_two_that_say_nothing_have_nothing_in_common():
    assert common_share(frozenset(), frozenset()) == 0.0
