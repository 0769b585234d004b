"""Exposure against a slow sum over cells, and what stays unknown."""

import pytest
from django.test import Client

from observatory.models import ClusterFigure, GroupFigure, Proximity
from observatory.models.figure import Unjudged
from observatory.queries.exposure import get_exposure
from tests.observatory.answers.asking import CHOSEN, Drawn, random_world
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

SEEDS = (1, 2, 3)
PATH = "/observatory/exposure/"


def relate(drawn: Drawn, proximities: dict[str, float]) -> None:
    """Proximities of the world's first group to others, by their codes."""
    groups = {group.code: group for group in drawn.world.groups}
    for code, value in proximities.items():
        Proximity.objects.create(
            release=drawn.release, area="eu27", year=2014, group=groups["C29"], other=groups[code], proximity=value,
            regions=40, together=20,
        )  # fmt: skip


def of_region(drawn: Drawn, code: str) -> dict[str, ClusterFigure]:
    return {cell.group.code: cell for cell in drawn.cells if cell.region.code == code and cell.year == 2014}


@pytest.mark.parametrize("seed", SEEDS)
def test_exposure_is_focus_times_persons_employed_the_highest_first(seed: int):
    drawn = random_world(seed)
    found = get_exposure(drawn.world.groups[0], drawn.release, CHOSEN)
    own = {region.code: of_region(drawn, region.code)["C29"] for region in drawn.world.regions}
    slow = {code: cell.focus * cell.persons_employed for code, cell in own.items() if cell.focus is not None}
    assert {one.published.code: one.exposure for one in found.rows} == pytest.approx(slow)
    assert [one.exposure for one in found.rows] == sorted(slow.values(), reverse=True)
    assert {one.published.code for one in found.unknown} == set(own) - set(slow)
    assert {one.published.code for one in found.unknown if one.is_confidential} == {
        code for code, cell in own.items() if cell.persons_employed is None
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_related_groups_are_added_where_they_are_published_and_counted_where_not(seed: int):
    drawn = random_world(seed)
    relate(drawn, {"C100": 0.7, "C101": 0.5, "C102": 0.3})
    found = get_exposure(drawn.world.groups[0], drawn.release, CHOSEN, 0.5)
    assert [pair.other.code for pair in found.related] == ["C100", "C101"]
    for one in found.rows:
        cells = of_region(drawn, one.published.code)
        parts = [cells[code] for code in ("C29", "C100", "C101") if cells[code].persons_employed is not None]
        assert one.persons == pytest.approx(sum(cell.persons_employed for cell in parts))
        assert one.focus == pytest.approx(sum(cell.focus or 0 for cell in parts))
        assert one.missing == 3 - len(parts)


def test_a_region_whose_own_figure_is_confidential_stays_unknown_with_related_groups():
    drawn = random_world(1)
    relate(drawn, {"C100": 0.7})
    alone = get_exposure(drawn.world.groups[0], drawn.release, CHOSEN)
    together = get_exposure(drawn.world.groups[0], drawn.release, CHOSEN, 0.5)
    assert {one.published for one in alone.unknown} == {one.published for one in together.unknown}
    assert alone.unknown


def test_a_group_of_which_the_source_holds_too_little_has_no_exposure(client: Client):
    world = build_world()
    GroupFigure.objects.filter(group=world.groups[0]).update(unjudged=Unjudged.NOT_MEASURABLE)
    assert get_exposure(world.groups[0], world.release, CHOSEN).rows == ()
    assert "not measurable with this source" in client.get(PATH).content.decode()


def test_the_page_says_the_fall_of_the_first_region_and_lists_the_unknown_ones(client: Client):
    build_world()
    html = client.get(PATH, {"drop": "50"}).content.decode()
    assert "If it shrank by 50%, 2014" in html
    assert "52,114 persons employed" in html  # half of 104,228
    assert "104,228 persons employed × 50% = 52,114" in html
    assert "confidential: it could tell what single firms report" in html
    assert "not a forecast" in html


def test_the_file_leaves_confidential_regions_empty_with_their_status(client: Client):
    build_world()
    lines = b"".join(client.get("/observatory/exposure.csv")).decode().splitlines()
    head = next(line for line in lines if line.startswith("region,")).split(",")
    rows = [dict(zip(head, line.split(","), strict=False)) for line in lines if line.startswith("DE")]
    hidden = [row for row in rows if row["status"] == "confidential"]
    assert len(rows) == 3
    assert [(row["persons_employed"], row["exposure"], row["fewer_persons"]) for row in hidden] == [("", "", "")]


@pytest.mark.parametrize("query", ["drop=21", "related=0.1", "by=size", "group=C99", "year=2041"])
def test_a_bad_choice_gives_a_400_page(client: Client, query: str):
    build_world()
    assert client.get(f"{PATH}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("sent", "canonical"),
    [
        ("group=C29", ""),
        ("drop=20&by=exposure", ""),
        ("by=focus&drop=30&group=C100", "?group=C100&drop=30&by=focus"),
        ("group=c100", "?group=C100"),
    ],
)
def test_an_address_has_one_form(client: Client, sent: str, canonical: str):
    build_world()
    response = client.get(f"{PATH}?{sent}")
    assert (response.status_code, response["Location"]) == (301, f"{PATH}{canonical}")


def test_groups_of_schemes_that_overlap_are_not_added_up(client: Client):
    world = build_world()
    world.groups[0].scheme.__class__.objects.create(code="ecosystems", name="Ecosystems", position=2)
    other = type(world.groups[0]).objects.create(scheme_id="ecosystems", code="digital", name="Digital", position=1)
    assert get_exposure(other, world.release, CHOSEN, 0.4).related == ()
