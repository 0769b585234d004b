"""What changed between two releases: results that differ, what moved, the page and the feed."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from observatory.actions import publish
from observatory.computing.changes import compare_pair, compare_with_kept
from observatory.models import (
    ClusterFigure,
    GroupFigure,
    Moved,
    RegionFigure,
    Release,
    ReleaseChange,
    ReleaseComparison,
    StarCut,
    Status,
)
from tests.observatory.factories import ReleaseFactory
from tests.observatory.worlds import World, build_world

pytestmark = pytest.mark.django_db

PATH = "/observatory/changes/"
ATOM = "{http://www.w3.org/2005/Atom}"


def next_release(world: World, **changes: object) -> Release:
    """A later release with the same figures, row by row, already met by visitors."""
    release = ReleaseFactory(code="2026-02-01-1", first_published_at=timezone.now(), **changes)
    for model in (ClusterFigure, RegionFigure, GroupFigure, StarCut):
        rows = list(model.objects.filter(release=world.release))
        for row in rows:
            row.pk, row.release = None, release
        model.objects.bulk_create(rows)
    return release


def cell_of(release: Release, world: World, place: int = 1, year: int = 2014) -> ClusterFigure:
    return ClusterFigure.objects.get(release=release, region=world.regions[place], group=world.groups[0], year=year)


def set_stars(cell: ClusterFigure, stars: int | None, rules: int = 0) -> None:
    cell.stars[rules] = stars
    cell.save()


def found(release: Release, world: World) -> list[ReleaseChange]:
    compare_pair(release, world.release)
    return list(ReleaseChange.objects.filter(rules="three-stars").order_by("region__code", "year"))


def test_equal_releases_differ_in_nothing():
    world = build_world()
    assert found(next_release(world), world) == []
    comparison = ReleaseComparison.objects.get()
    assert [row["changed"] for row in comparison.figures] == [0, 0]


def test_a_result_that_differs_is_found_with_both_results_and_the_tests_that_turned():
    world = build_world()
    release = next_release(world)
    cell = cell_of(release, world)
    cell.passed[0] = 0b101
    set_stars(cell, 2)
    (change,) = found(release, world)
    assert (change.region, change.group, change.year) == (cell.region, cell.group, 2014)
    assert (change.stars_before, change.stars_after, change.turned) == (0, 2, 0b101)


def test_a_star_that_could_no_longer_be_judged_is_lost_but_nothing_without_stars_is():
    world = build_world()
    release = next_release(world)
    set_stars(cell_of(release, world, 0), None)  # had three
    set_stars(cell_of(release, world, 1), None)  # had none
    (change,) = found(release, world)
    assert (change.stars_before, change.stars_after) == (3, None)


def test_a_figure_that_became_confidential_is_not_shown_as_it_was_before():
    world = build_world()
    release = next_release(world)
    cell = cell_of(release, world, 0)
    cell.persons_employed, cell.location_quotient, cell.status = None, None, Status.CONFIDENTIAL
    set_stars(cell, None)
    (change,) = found(release, world)
    assert (change.stars_before, change.persons_before, change.quotient_before) == (3, None, None)


def test_every_rule_set_has_its_own_changes_though_their_order_differs():
    world = build_world()
    codes = [*world.release.rule_sets]
    release = next_release(world, rule_sets=codes[::-1])
    for cell in ClusterFigure.objects.filter(release=release):
        cell.stars, cell.passed = cell.stars[::-1], cell.passed[::-1]
        cell.save()
    cell = cell_of(release, world)
    set_stars(cell, 1, rules=codes[::-1].index("performance"))
    compare_pair(release, world.release)
    (change,) = ReleaseChange.objects.all()
    assert (change.rules, change.stars_before, change.stars_after) == ("performance", 0, 1)


def move_value(release: Release, world: World) -> None:
    ClusterFigure.objects.filter(pk=cell_of(release, world).pk).update(persons_employed=9000)


def move_region_total(release: Release, world: World) -> None:
    RegionFigure.objects.filter(release=release, region=world.regions[1], year=2014).update(persons_employed=5)


def move_group_total(release: Release, world: World) -> None:
    GroupFigure.objects.filter(release=release, group=world.groups[0], year=2014).update(total_persons=5)


def move_cut(release: Release, world: World) -> None:
    StarCut.objects.filter(release=release).update(cut=5)


def move_another_year(release: Release, world: World) -> None:
    RegionFigure.objects.filter(release=release, region=world.regions[1], year=2013).update(persons_employed=5)


@pytest.mark.parametrize(
    ("moves", "method", "moved"),
    [
        ((move_value,), False, Moved.VALUE),
        ((move_region_total,), False, Moved.TOTAL),
        ((move_group_total,), False, Moved.TOTAL),
        ((move_cut,), False, Moved.CUT),
        ((move_value, move_cut), False, Moved.VALUE | Moved.CUT),
        ((move_value, move_region_total, move_cut), True, Moved.VALUE | Moved.TOTAL | Moved.CUT),
        ((), True, Moved.METHOD),
        ((move_another_year,), True, Moved.METHOD),
        ((), False, 0),
    ],
)
def test_a_change_says_what_moved(moves, method: bool, moved: int):
    world = build_world()
    release = next_release(world, method="another" if method else world.release.method)
    set_stars(cell_of(release, world), 1)
    for move in moves:
        move(release, world)
    (change,) = found(release, world)
    assert change.moved == moved


def test_figures_that_differ_are_counted_by_year():
    world = build_world()
    release = next_release(world)
    ClusterFigure.objects.filter(release=release, year=2013, group=world.groups[0]).update(persons_employed=7)
    ClusterFigure.objects.filter(release=release, year=2014, group=world.groups[1]).update(persons_employed=None)
    comparison = compare_pair(release, world.release)
    assert [(row["year"], row["before"], row["after"], row["changed"]) for row in comparison.figures] == [
        (2013, 9, 9, 3),
        (2014, 8, 5, 0),
    ]


def test_publishing_compares_with_every_kept_release_once():
    world = build_world()
    release = next_release(world)
    Release.objects.filter(pk=release.pk).update(first_published_at=None)
    publish(release=release)
    assert {(one.release_id, one.before_id) for one in ReleaseComparison.objects.all()} == {
        (release.pk, world.release.pk)
    }
    assert compare_with_kept(release) == 0
    assert compare_with_kept(world.release, again=True) == 1
    assert ReleaseComparison.objects.count() == 1


def test_a_deleted_release_takes_its_comparisons_along():
    world = build_world()
    release = next_release(world)
    set_stars(cell_of(release, world), 1)
    found(release, world)
    release.delete()
    assert not ReleaseComparison.objects.exists()
    assert not ReleaseChange.objects.exists()


def test_the_page_of_the_first_release_says_that_there_is_none_before(client: Client):
    build_world()
    assert "there is none before it to compare with" in client.get(PATH).content.decode()


def two_releases() -> tuple[World, Release]:
    """The older one is current; the newer has a star more, and was met before."""
    world = build_world()
    release = next_release(world)
    cell = cell_of(release, world)
    cell.persons_employed, cell.passed[0] = 9000.0, 0b10
    set_stars(cell, 1)
    compare_pair(release, world.release)
    return world, release


def test_the_page_names_the_result_before_and_after_and_why(client: Client):
    _, release = two_releases()
    html = client.get(PATH, {"release": release.code}).content.decode()
    assert "Results that rose: 1, that fell: 0" in html
    assert "the cell&#x27;s own figures" in html
    assert "Location quotient of at least 1" in html  # the second test of the rule set
    assert "2,000 → 9,000" in html or "2,001 → 9,000" in html


def test_a_chosen_year_is_the_only_one_in_the_tables(client: Client):
    _, release = two_releases()
    html = client.get(PATH, {"year": "2013", "release": release.code}).content.decode()
    years = html.partition('id="years"')[2].partition("</section>")[0]
    assert "2013" in years
    assert "2014" not in years
    assert "No result under this rule set differs" in html


def test_releases_named_in_the_wrong_order_are_turned_round(client: Client):
    world, release = two_releases()
    response = client.get(PATH, {"against": release.code})
    assert response.status_code == 301
    assert response["Location"] == f"{PATH}?release={release.code}"
    assert world.release.code not in response["Location"]


def test_two_releases_that_were_never_compared_say_so(client: Client):
    _, release = two_releases()
    ReleaseComparison.objects.all().delete()
    html = client.get(PATH, {"release": release.code}).content.decode()
    assert "were not compared yet" in html


@pytest.mark.parametrize("against", ["2026-01-01-1", "1999-01-01-1"])
def test_a_release_is_not_compared_with_itself_or_an_unknown_one(client: Client, against: str):
    build_world()
    assert client.get(PATH, {"against": against}).status_code == 400


def test_the_file_has_every_change_with_what_moved_and_the_tests(client: Client):
    _, release = two_releases()
    text = b"".join(client.get("/observatory/changes.csv", {"release": release.code})).decode()
    (row,) = [line for line in text.splitlines() if line.startswith(release.code)]
    assert row.endswith(",0,1,2000.5,9000,0.75,0.75,value,area-share")


def test_the_feed_has_an_entry_for_every_release_that_leads_to_its_changes(client: Client):
    world, release = two_releases()
    response = client.get("/observatory/changes.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 (our own feed)
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert links == [f"http://localhost:8000{PATH}?release={code}" for code in (release.code, world.release.code)]
    assert "that rose: 1" in entries[0].find(f"{ATOM}summary").text


def test_before_the_first_release_there_is_no_feed(client: Client):
    assert client.get("/observatory/changes.atom").status_code == 404
