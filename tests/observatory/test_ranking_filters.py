"""The filters and orders of the rankings against plain Python over all rows."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from observatory.models import ClusterFigure
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS
from tests.observatory.worlds import World, build_world
from tests.registry.factories import CountryFactory, RegionFactory
from tests.worlds import shared

pytestmark = pytest.mark.django_db
ADDRESS = "/observatory/rankings/"
LEADS = ("stars", "location_quotient", "size", "focus", "persons_employed", "growth", "wage_per_person_eur")
SORTED = (*LEADS, "local_units")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def _varied() -> World:
    """A world of 40 regions in two countries and two parts of one, with all kinds of figures and gaps."""
    world = build_world(regions=24, groups=4)
    CountryFactory(code="AT", name="Austria", protocol_order=20)
    for version in ("2013", "2024"):
        austria = RegionFactory(code="AT", version=version)
        part = RegionFactory(code="AT3", version=version, parent=austria, name_latin="Westösterreich")
        other = RegionFactory(code="DE3", version=version, parent=Region.objects.get(code="DE", version=version))
        rows = Region.objects.filter(version=version, level=2).order_by("code")
        for place, row in enumerate(rows):
            parent = [row.parent, part, other][place % 3]
            Region.objects.filter(pk=row.pk).update(parent=parent, country_id=parent.country_id)
    cells = list(ClusterFigure.objects.order_by("pk"))
    for number, cell in enumerate(cells):
        _vary(cell, number)
    ClusterFigure.objects.bulk_update(cells, ["stars", *SORTED[1:]])
    return world


world = shared(_varied)


def _vary(cell: ClusterFigure, number: int) -> None:
    """Ties, zeros and gaps in every measure, without chance."""
    for place, measure in enumerate(SORTED[1:]):
        value = ((number * (place + 3)) % 17 - 3) / (50.0 if measure == "growth" else 2.0)
        missing = (number + place) % 7 == 0
        setattr(cell, measure, None if missing else value if measure == "growth" else max(value, 0.0) * 400)
    cell.stars = [None if number % 5 == 0 else number % 4] * 4


def rows_of(selected: Callable[[ClusterFigure], bool]) -> Iterator[ClusterFigure]:
    """Every cell of the default year that plain Python selects."""
    for cell in ClusterFigure.objects.select_related("region__parent", "current_region__parent", "group"):
        if cell.year == 2014 and cell.region.level == 2 and selected(cell):
            yield cell


def stars(cell: ClusterFigure) -> int:
    found = cell.stars[0]
    return -1 if found is None else found


def at_least(value: float | None, least: float) -> bool:
    return value is not None and value >= least


FILTERS: dict[str, Callable[[ClusterFigure], bool]] = {
    "": lambda cell: stars(cell) >= 1,
    "stars=0": lambda cell: True,
    "stars=3": lambda cell: stars(cell) >= 3,
    "country=AT": lambda cell: stars(cell) >= 1 and cell.region.country_id == "AT",
    "group=C29&stars=0": lambda cell: cell.group.code == "C29",
    "stars=0&region=DE3": lambda cell: cell.region.parent.code == "DE3",
    "stars=0&region=DE21": lambda cell: cell.region.code == "DE21",
    "stars=0&within=euro-area": lambda cell: True,
    # The German regions of this set are named in a NUTS version that this world does not have.
    "stars=0&within=alpine": lambda cell: cell.region.country_id == "AT",
    "stars=0&persons=1200": lambda cell: at_least(cell.persons_employed, 1200),
    "stars=0&growth=4": lambda cell: at_least(cell.growth, 0.04),
    "stars=0&growth=0": lambda cell: at_least(cell.growth, 0.0),
    "stars=0&growth=-2": lambda cell: at_least(cell.growth, -0.02),
    "country=DE&stars=2&region=DE2&persons=400&growth=-4": lambda cell: (
        cell.region.parent.code == "DE2"
        and stars(cell) >= 2
        and at_least(cell.persons_employed, 400)
        and at_least(cell.growth, -0.04)
    ),
}


def downloaded(client: Client, query: str) -> list[dict[str, str]]:
    response = client.get(f"/observatory/rankings.csv?{query}")
    assert response.status_code == 200
    content = b"".join(response) if response.streaming else response.content
    return list(csv.DictReader(io.StringIO(content.decode())))


def key(cell: ClusterFigure) -> tuple[str, str]:
    return cell.region.code, cell.group.code


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_keeps_what_plain_python_keeps_and_counts_it_exactly(client: Client, world: World, query: str):
    expected = {key(cell) for cell in rows_of(FILTERS[query])}
    found = [(row["region"], row["group"]) for row in downloaded(client, query)]
    assert sorted(found) == sorted(expected)
    html = client.get(f"{ADDRESS}?{query}", follow=True).content.decode()
    noun = "cells?" if "stars=0" in query else "statistical clusters?"
    assert re.search(rf'portal-chips__count">{len(expected)} {noun}<', html)


def value_of(cell: ClusterFigure, measure: str) -> float | None:
    return cell.stars[0] if measure == "stars" else getattr(cell, measure)


@pytest.mark.parametrize("measure", SORTED)
@pytest.mark.parametrize("is_ascending", [False, True])
def test_an_order_is_that_of_plain_python_with_missing_figures_last(
    client: Client, world: World, measure: str, is_ascending: bool
):
    sign = 1 if is_ascending else -1

    def place(cell: ClusterFigure) -> tuple[Any, ...]:
        value, persons = value_of(cell, measure), cell.persons_employed
        return (
            (value is None, sign * (value or 0)),
            (persons is None, -(persons or 0)),
            cell.region.code,
            cell.group.position,
            cell.pk,
        )

    expected = [key(cell) for cell in sorted(rows_of(lambda cell: True), key=place)]
    query = f"stars=0&sort={measure}{'-ascending' if is_ascending else ''}"
    assert [(row["region"], row["group"]) for row in downloaded(client, query)] == expected


@pytest.mark.parametrize("ending", ["", "-descending"])
def test_regions_are_sorted_by_the_name_that_the_table_shows(client: Client, world: World, ending: str):
    for place, region in enumerate(Region.objects.filter(version=CURRENT_NUTS, level=2).order_by("code")):
        Region.objects.filter(pk=region.pk).update(name_latin=f"Z{99 - place}", sort_key=bytes([99 - place]))
    cells = {cell.region.code: cell.current_region.sort_key for cell in rows_of(lambda cell: True)}
    codes = [row["region"] for row in downloaded(client, f"stars=0&sort=region{ending}")]
    assert list(dict.fromkeys(codes)) == sorted(cells, key=lambda code: bytes(cells[code]), reverse=bool(ending))


def test_the_page_shows_the_first_rows_of_its_download(client: Client, world: World):
    query = "stars=0&sort=location_quotient-ascending&region=DE2"
    rows = downloaded(client, query)
    html = unescape(client.get(f"{ADDRESS}?{query}", follow=True).content.decode())
    body = html[html.index("<tbody") :]
    shown = re.findall(r"<th scope=\"row\".*?\((\w+)\)</a>", body, flags=re.DOTALL)
    assert shown == [row["region"] for row in rows[: len(shown)]]
    assert len(shown) == min(50, len(rows))


def test_all_formats_hold_the_same_figures(client: Client, world: World):
    query = "stars=0&persons=1"
    rows = downloaded(client, query)
    answers = {suffix: client.get(f"/observatory/rankings.{suffix}?{query}") for suffix in ("json", "xlsx")}
    contents = {suffix: b"".join(answer) for suffix, answer in answers.items()}
    from_json = json.loads(contents["json"])["rows"]
    sheet = openpyxl.load_workbook(io.BytesIO(contents["xlsx"]))["Figures"]
    head, *cells = sheet.iter_rows(values_only=True)
    assert [{name: _text(value) for name, value in row.items()} for row in from_json] == rows
    assert [dict(zip(head, map(_text, row), strict=True)) for row in cells] == rows


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("region=DE", "country=DE"),
        ("region=de2", "region=DE2"),
        ("country=AT&region=DE2", "country=AT"),
        ("persons=0", ""),
        ("persons=0500", "persons=500"),
        ("growth=02.50", "growth=2.5"),
        ("growth=-0", "growth=0"),
        ("region=&persons=&growth=&country=DE", "country=DE"),
        ("growth=1&persons=5", "persons=5&growth=1"),
    ],
)
def test_what_narrows_has_one_spelling(client: Client, world: World, asked: str, canonical: str):
    response = client.get(f"{ADDRESS}?{asked}")
    assert (response.status_code, response["Location"]) == (301, f"{ADDRESS}?{canonical}".rstrip("?"))
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "query", ["region=XX9", "persons=-1", "persons=many", "growth=fast", "growth=1e9", "persons=1.5"]
)
def test_a_filter_that_cannot_be_meant_gives_a_400_page(client: Client, world: World, query: str):
    assert client.get(f"{ADDRESS}?{query}").status_code == 400


def test_every_head_sorts_and_says_how_the_table_is_sorted(client: Client, world: World):
    html = client.get(f"{ADDRESS}?sort=focus").content.decode()
    heads = re.findall(r"<th class=[^>]*scope=\"col\"[^>]*>.*?</th>", html, flags=re.DOTALL)
    assert all("portal-table__sort" in head for head in heads)
    (sorted_head,) = [head for head in heads if "aria-sort" in head]
    assert 'aria-sort="descending"' in sorted_head
    assert "sort=focus-ascending" in sorted_head


@pytest.mark.parametrize(("query", "is_hidden"), [("", True), ("growth=1", False), ("sort=growth", False)])
def test_growth_is_in_sight_where_it_is_asked_for(client: Client, world: World, query: str, is_hidden: bool):
    html = client.get(f"{ADDRESS}?{query}").content.decode()
    head = re.search(r'<th class="([^"]*)"[^>]*>\s*<a[^>]*title="Sort by Growth"', html)
    assert ("is-secondary" in head[1]) is is_hidden


def test_chips_take_one_filter_away_and_clear_all_takes_every_one(client: Client, world: World):
    html = unescape(client.get(f"{ADDRESS}?country=DE&region=DE2&persons=5").content.decode())
    links = re.findall(r'class="ecl-tag" href="([^"]*)"', html)
    assert links == [
        f"{ADDRESS}?region=DE2&persons=5",
        f"{ADDRESS}?country=DE&persons=5",
        f"{ADDRESS}?country=DE&region=DE2",
    ]
    assert f'<a class="ecl-link" href="{ADDRESS}">Clear all</a>' in html


def test_a_download_is_named_after_its_filters_and_its_release(client: Client, world: World):
    response = client.get("/observatory/rankings.csv?country=DE&region=DE2&stars=2&persons=1000&growth=2.5")
    assert (
        'filename="rankings-nace-DE2-2014-three-stars-stars-2-persons-1000-growth-2.5-2026-01-01-1.csv"'
        in response["Content-Disposition"]
    )
