"""Answers to ready-made questions against a slow look at every row."""

import pytest

from observatory.models import ClusterFigure, GroupFigure, RegionClusters, RegionFigure, RegionStructure
from observatory.presenters.answers.sentences import sentence
from observatory.queries.answering import answer_question
from observatory.queries.questions import Answer
from observatory.queries.within import members_within
from observatory.selection import Selection
from portal.registry.memory import forget
from portal.registry.models import Country
from tests.observatory.answers.asking import CHOSEN, Drawn, asked, one_of, random_world
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

SEEDS = (1, 2, 3)


def cells_found(answer: Answer) -> list[tuple[str, str]]:
    return [(row.region.code, row.group.code) for row in answer.rows]


def regions_found(answer: Answer) -> list[str]:
    return [row.region.code for row in answer.rows]


def of_year(drawn: Drawn, year: int) -> dict[tuple[str, str], ClusterFigure]:
    return {(cell.region.code, cell.group.code): cell for cell in drawn.cells if cell.year == year}


@pytest.mark.parametrize("seed", SEEDS)
def test_regions_above_a_share_are_those_with_that_focus(seed: int):
    drawn = random_world(seed)
    answer = asked("focus-above", drawn.release, group="C29", threshold=0.1)
    known = {place: cell.focus for (place, group), cell in of_year(drawn, 2014).items() if group == "C29"}
    above = [place for place, focus in known.items() if focus is not None and focus >= 0.1]
    assert regions_found(answer) == sorted(above, key=lambda place: -known[place])
    assert answer.known == sum(focus is not None for focus in known.values())
    assert {place.published.code: place.value for place in answer.places} == known


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("stars", [1, 2, 3])
def test_new_and_lost_clusters_are_those_judged_in_both_years(seed: int, stars: int):
    drawn = random_world(seed)
    before, after = of_year(drawn, 2013), of_year(drawn, 2014)
    new, lost = set(), set()
    for key in before:
        was, now = before[key].stars[0], after[key].stars[0]
        if was is None or now is None:
            continue
        if was < stars <= now:
            new.add(key)
        if now < stars <= was:
            lost.add(key)
    found = asked("new-clusters", drawn.release, stars=stars)
    assert set(cells_found(found)) == new
    assert {row.stars_before for row in found.rows} <= set(range(stars))
    gone = asked("lost-clusters", drawn.release, stars=stars)
    assert set(cells_found(gone)) == lost
    assert all(row.stars_before >= stars and row.figure.year == 2014 for row in gone.rows)


@pytest.mark.parametrize(
    ("kind", "measure"),
    [("largest-clusters", "persons_employed"), ("fastest-growing-clusters", "growth"), ("wages", "relative_wage")],
)
def test_clusters_are_ordered_by_the_measure(kind: str, measure: str):
    drawn = random_world(7)
    answer = asked(kind, drawn.release, stars=2, persons=5000)
    slow = [
        (getattr(cell, measure), key)
        for key, cell in of_year(drawn, 2014).items()
        if (cell.stars[0] or 0) >= 2 and (cell.persons_employed or 0) >= 5000 and getattr(cell, measure) is not None
    ]
    if kind == "fastest-growing-clusters":
        slow = [(value, key) for value, key in slow if not _jumps(drawn, key)]
    assert cells_found(answer) == [key for _, key in sorted(slow, reverse=True)]


def _jumps(drawn: Drawn, key: tuple[str, str]) -> bool:
    """Half more, or a third less, than the year before."""
    before, now = (of_year(drawn, year)[key].persons_employed for year in (2013, 2014))
    return before is not None and (now > 1.5 * before or before > 1.5 * now)


def test_the_first_rows_of_a_long_answer_know_how_many_there_are():
    drawn = random_world(7)
    whole = asked("largest-clusters", drawn.release, stars=1, persons=0)
    question = one_of("largest-clusters", stars=1, persons=0)
    first = answer_question(question, drawn.release, CHOSEN, most=3)
    assert cells_found(first) == cells_found(whole)[:3]
    assert (first.count, first.known) == (whole.count, whole.known) == (len(whole.rows), len(whole.rows))
    assert sentence(first) == sentence(whole)


def test_a_release_without_the_year_before_says_so():
    world = build_world()
    answer = asked("new-clusters", world.release, Selection(year="2013", area="eu27"))
    assert (answer.rows, answer.since) == ((), None)
    assert "2013" in sentence(answer)


def test_regions_outside_the_reference_area_are_in_no_list_of_it():
    drawn = random_world(1)
    everywhere = asked("focus-above", drawn.release, group="C29", threshold=0.0)
    Country.objects.update(membership=Country.Membership.EFTA)
    forget()
    from_outside = asked("focus-above", drawn.release, group="C29", threshold=0.0)
    assert everywhere.rows
    assert from_outside.rows == ()


def test_industries_are_concentrated_from_the_threshold_on():
    world = build_world(groups=6)
    for place, figure in enumerate(GroupFigure.objects.filter(year=2014).order_by("group__code")):
        figure.top5_share = None if place == 0 else place / 10
        figure.save()
    answer = asked("concentrated-industries", world.release, threshold=0.3)
    assert [row.value for row in answer.rows] == [0.5, 0.4, 0.3]
    assert answer.known == 5


def test_industries_grow_by_their_chained_index():
    world = build_world(groups=4)
    rows = GroupFigure.objects.order_by("group__code", "year")
    for figure in rows.filter(year=2014):
        figure.trend_index, figure.area_share = 100.0 + figure.group.pk % 7, 0.9
        figure.save()
    GroupFigure.objects.filter(group=world.groups[0]).update(area_share=0.5)
    answer = asked("growing-industries", world.release, years=1)
    slow = {figure.group.code: figure.trend_index / 100 - 1 for figure in rows.filter(year=2014, area_share__gte=0.75)}
    assert {row.group.code: pytest.approx(row.value) for row in answer.rows} == slow
    assert world.groups[0].code not in slow
    assert [row.value for row in answer.rows] == sorted(slow.values(), reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_of_clusters_leave_out_regions_that_were_not_judged(seed: int):
    drawn = random_world(seed)
    counts = RegionClusters.objects.filter(year=2014, rules="three-stars", judged__gt=0)
    totals = {row.region.code: row.one_star + row.two_stars + row.three_stars for row in counts}
    answer = asked("most-clusters", drawn.release)
    assert {row.region.code: row.value for row in answer.rows} == totals
    assert [row.value for row in answer.rows] == sorted(totals.values(), reverse=True)
    assert answer.total == sum(totals.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_region_is_close_to_a_cut_where_a_star_would_move(seed: int):
    drawn = random_world(seed)
    counts = RegionClusters.objects.filter(year=2014, rules="three-stars", judged__gt=0)
    moving = {row.region.code: row.stars_lost for row in counts if row.stars_lost or row.stars_gained}
    answer = asked("close-calls", drawn.release)
    assert {row.region.code: row.value for row in answer.rows} == moving
    assert answer.total == sum(row.one_star + 2 * row.two_stars + 3 * row.three_stars for row in counts)


def test_clusters_are_counted_inside_sets_of_regions():
    drawn = random_world(4)
    answer = asked("within-set-count", drawn.release, stars=2, sets=("euro-area", "less-developed"))
    counts = RegionClusters.objects.filter(year=2014, rules="three-stars", judged__gt=0)
    slow = {
        code: sum(row.two_stars + row.three_stars for row in counts if row.region_id in members_within(code))
        for code in ("euro-area", "less-developed")
    }
    assert {row.set_code: row.value for row in answer.rows} == slow
    assert slow["euro-area"] == answer.total > 0


def test_the_most_specialised_regions_come_first():
    world = build_world(regions=4)
    for place, region in enumerate(world.regions):
        RegionStructure.objects.create(
            release=world.release, area="eu27", region=region, year=2014, krugman=[0.3, None, 0.9, 0.5][place]
        )
    answer = asked("most-specialised-regions", world.release)
    assert [row.value for row in answer.rows] == [0.9, 0.5, 0.3]


def test_totals_with_estimates_come_by_their_share_and_those_without_are_counted():
    world = build_world(regions=4)
    for place, figure in enumerate(RegionFigure.objects.filter(year=2014).order_by("region__code")):
        figure.estimated_share = [0.0, 0.01, 0.04, 0.2][place]
        figure.persons_employed = None if place == 3 else 1000.0
        figure.save()
    answer = asked("estimates-needed", world.release)
    assert [row.value for row in answer.rows] == [0.04, 0.01]
    assert (answer.known, answer.total) == (3, 1.0)
