"""What changed among the clusters of a group, against a plain reading of each pair of cells."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.models import ClusterFigure, StarCut
from observatory.models.figure import Unjudged
from observatory.queries.cluster_changes import Cause, Gap, Judging, Kind, Side, cause_of, find_changes
from observatory.rules import rule_set
from portal.registry.models import Region

RULES = rule_set("three-stars")
YEARS = (2013, 2014)
BITS = {test.code: 1 << bit for bit, test in enumerate(RULES.all_tests)}


def region(number: int, country: str = "DE", version: str = "2013") -> Region:
    return Region(pk=number, code=f"{country}{number:02}", version=version, country_id=country, level=2)


def cell(place: Region, year: int, stars: int | None, *passed: str, **values) -> ClusterFigure:
    reason = None if stars is not None else values.pop("why", Unjudged.NO_TOTAL)
    return ClusterFigure(
        pk=place.pk * 10_000 + year,
        region=place,
        current_region_id=values.pop("today", None),
        year=year,
        stars=[stars],
        passed=[sum(BITS[code] for code in passed)],
        unjudged=[reason],
        **values,
    )


def cut(year: int, test: str, value: float) -> StarCut:
    return StarCut(year=year, test=test, cut=value)


def judging(*cuts: StarCut) -> Judging:
    return Judging(RULES, 0, {(one.year, one.test): one for one in cuts})


def changes(before, after, *cuts, countries=("DE",)):
    return find_changes(before, after, judging(*cuts), countries, YEARS)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(0, 1, Kind.NEW), (1, 3, Kind.MORE), (3, 2, Kind.FEWER), (2, 0, Kind.GONE)],
)
def test_a_change_is_named_after_the_stars_of_both_years(before, after, kind):
    found = changes([cell(region(1), 2013, before)], [cell(region(1), 2014, after)])
    assert [one.kind for one in found.changes] == [kind]
    assert found.compared == 1


def test_as_many_stars_as_before_is_no_change():
    found = changes([cell(region(1), 2013, 2)], [cell(region(1), 2014, 2)])
    assert (found.changes, found.unchanged) == ((), 1)


def test_a_test_that_turned_is_shown_with_both_values_and_both_cuts():
    before = cell(region(1), 2013, 1, "employment", "area-share", "size", persons_employed=5200.0)
    after = cell(region(1), 2014, 0, "employment", "area-share", persons_employed=5150.0)
    found = changes([before], [after], cut(2013, "size", 5000.0), cut(2014, "size", 5300.0))
    (turn,) = found.changes[0].turns
    assert (turn.test.code, turn.is_gained, turn.cause) == ("size", False, Cause.CUT)
    assert (turn.before, turn.after) == (Side(5200.0, 5000.0), Side(5150.0, 5300.0))


def test_the_cut_of_a_fixed_test_is_its_own_value():
    before = cell(region(1), 2013, 0, "employment", location_quotient=0.9, persons_employed=2000.0)
    after = cell(region(1), 2014, 1, "employment", "area-share", location_quotient=1.1, persons_employed=2000.0)
    (turn,) = changes([before], [after]).changes[0].turns
    assert (turn.test.code, turn.is_gate, turn.before.cut, turn.cause) == ("area-share", True, 1.0, Cause.VALUE)


def test_a_country_that_does_not_publish_the_group_in_both_years_is_not_compared():
    before = [cell(region(1, "FR"), 2013, 2)]
    found = changes(before, [cell(region(1, "FR"), 2014, 0)])
    assert found.changes == ()
    assert [(one.gap, one.is_before) for one in found.incomparable] == [(Gap.COUNTRY, True)]


def test_a_total_that_is_missing_now_makes_no_cluster_gone():
    found = changes([cell(region(1), 2013, 2)], [cell(region(1), 2014, None)])
    assert found.changes == ()
    assert [(one.gap, one.reason) for one in found.incomparable] == [(Gap.UNJUDGED, Unjudged.NO_TOTAL)]


def test_a_region_that_is_cut_across_since_is_not_compared():
    found = changes([cell(region(1, version="2010"), 2013, 1)], [cell(region(2), 2014, 1)])
    assert [one.gap for one in found.incomparable] == [Gap.BORDERS, Gap.BORDERS]


def test_a_region_with_a_new_code_is_the_same_region():
    before = cell(region(1, version="2010"), 2013, 1, today=99)
    after = cell(region(2), 2014, 2, today=99)
    found = changes([before], [after])
    assert [one.kind for one in found.changes] == [Kind.MORE]
    assert found.incomparable == ()


def test_without_a_star_in_either_year_nothing_is_said_of_an_unjudged_region():
    found = changes([cell(region(1), 2013, 0)], [cell(region(1), 2014, None)])
    assert (found.changes, found.incomparable, found.compared) == ((), (), 0)


judged = st.one_of(st.none(), st.integers(0, 3))


@given(st.lists(st.tuples(judged, judged, st.sampled_from(["DE", "FR"])), max_size=12))
def test_counts_agree_with_a_plain_reading_of_each_pair(rows):
    places = [region(number, country) for number, (_, _, country) in enumerate(rows)]
    before = [cell(place, 2013, row[0]) for place, row in zip(places, rows, strict=True)]
    after = [cell(place, 2014, row[1]) for place, row in zip(places, rows, strict=True)]
    found = changes(before, after[::-1])

    wanted = dict.fromkeys(Kind, 0)
    same = incomparable = 0
    for was, now, country in rows:
        if not was and not now:
            continue
        if country != "DE" or was is None or now is None:
            incomparable += 1
        elif was == now:
            same += 1
        elif was == 0:
            wanted[Kind.NEW] += 1
        elif now == 0:
            wanted[Kind.GONE] += 1
        else:
            wanted[Kind.MORE if now > was else Kind.FEWER] += 1
    assert {kind: found.count(kind) for kind in Kind} == wanted
    assert (found.unchanged, len(found.incomparable)) == (same, incomparable)


amounts = st.integers(0, 6).map(float)


@given(amounts, amounts, amounts, amounts, st.booleans())
def test_the_cause_is_what_would_have_turned_the_test_alone(value, cut_before, later, cut_after, is_strict):
    def passes(one: float, cut: float) -> bool:
        return one > cut if is_strict else one >= cut

    did, does = passes(value, cut_before), passes(later, cut_after)
    if did == does:
        return
    found = cause_of(Side(value, cut_before), Side(later, cut_after), is_gained=does, is_strict=is_strict)
    turned_alone = SimpleNamespace(value=passes(later, cut_before) != did, cut=passes(value, cut_after) != did)
    if turned_alone.value and not turned_alone.cut:
        assert found == Cause.VALUE
    elif turned_alone.cut and not turned_alone.value:
        assert found == Cause.CUT
    else:
        assert found == Cause.BOTH


def test_a_figure_that_is_not_published_is_its_own_cause():
    assert cause_of(Side(None, 2.0), Side(3.0, 2.0), is_gained=True) == Cause.UNPUBLISHED
