"""Changes between NUTS versions: which region shows what, for business statistics and for context alike."""

from pathlib import Path

import pytest

from observatory.computing import compute_figures
from observatory.loading.release import load_files
from observatory.models import ContextFigure, RegionFigure, Release
from observatory.queries.context import list_context
from observatory.queries.place import get_place
from tests.observatory.loading.context.world import INDEX, OLD, build_europe, output, scoreboard
from tests.observatory.loading.world import tsv, write
from tests.registry.factories import IndustryGroupFactory

pytestmark = pytest.mark.django_db

OUTPUT = {"DE21": 232.0, "FR71": 207.0, "DE41": 30.0, "DE42": 35.0, "HU10": 50.0, "AT11": 7.0}
PERSONS = {"DE21": 21, "FR71": 71, "DE41": 41, "DE42": 42, "HU10": 10, "AT11": 11}


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Output and persons employed of 2014 in NUTS 2013, an index of 2023 in NUTS 2021."""
    build_europe()
    IndustryGroupFactory(code="C29")
    rows = {f"C29,V16110,{code}": [f"{PERSONS.get(code, 100)} "] for code in OLD}
    files = [
        write(tmp_path, tsv(rows, years=(2014,))),
        output(tmp_path, OUTPUT),
        scoreboard(tmp_path, [(INDEX, 2023, "DE4", 80.0, ""), (INDEX, 2023, "HU12", 75.0, "")]),
    ]
    loaded = load_files(files=files).release
    compute_figures(loaded)
    return loaded


def context(release: Release, code: str) -> dict[int, ContextFigure]:
    return {one.indicator: one for one in list_context(get_place(code), release)}


def business(release: Release, code: str) -> list[RegionFigure]:
    place = get_place(code)
    return list(RegionFigure.objects.filter(place.own_figures(), release=release, year=2014).select_related("region"))


def test_an_unchanged_region_shows_its_own_figures(release: Release) -> None:
    found = context(release, "DE21")[8]
    assert (found.value, found.region.code, found.region.version) == (232.0, "DE21", "2013")
    assert [one.region.code for one in business(release, "DE21")] == ["DE21"]


def test_a_recoded_region_shows_what_was_published_under_its_old_code(release: Release) -> None:
    found = context(release, "FRK2")[8]
    assert (found.value, found.region.code, found.is_union) == (207.0, "FR71", False)
    assert [one.region.code for one in business(release, "FRK2")] == ["FR71"]
    assert get_place("FR71").redirect_to == "FRK2"


def test_a_merged_region_shows_a_sum_of_totals_and_says_so(release: Release) -> None:
    found = context(release, "DE40")[8]
    assert (found.value, found.is_union, found.rank) == (65.0, True, None)
    (total,) = business(release, "DE40")
    assert total.is_union


def test_a_former_part_of_a_merged_region_keeps_its_own_figures(release: Release) -> None:
    assert context(release, "DE41")[8].value == 30.0
    assert [one.region.code for one in business(release, "DE41")] == ["DE41"]


def test_a_split_region_keeps_its_figures_under_its_old_name(release: Release) -> None:
    assert context(release, "HU10")[8].value == 50.0
    assert 8 not in context(release, "HU11")
    assert business(release, "HU11") == []
    assert [one.region.code for one in business(release, "HU10")] == ["HU10"]
    assert [one.code for one in get_place("HU11").former] == ["HU10"]


def test_a_figure_of_todays_region_is_not_carried_back_to_the_one_it_was_split_from(release: Release) -> None:
    assert context(release, "HU12")[20].value == 75.0
    assert 20 not in context(release, "HU10")


def test_a_figure_of_the_new_version_stands_under_the_new_code_only(release: Release) -> None:
    found = context(release, "DE40")[20]
    assert (found.zone, found.value, found.region.version) == ("DE4", 80.0, "2021")
    assert 20 not in context(release, "DE41")


@pytest.mark.parametrize("missing", ["DE41", "DE42"])
def test_a_sum_lacks_nothing_or_is_not_shown(tmp_path: Path, missing: str) -> None:
    build_europe()
    figures = {code: value for code, value in OUTPUT.items() if code != missing}
    files = [write(tmp_path, tsv({"C29,V16110,DE21": ["1 "]}, years=(2014,))), output(tmp_path, figures)]
    release = load_files(files=files).release
    assert 8 not in context(release, "DE40")


def test_figures_per_head_are_never_summed(tmp_path: Path) -> None:
    build_europe()
    per_head = output(tmp_path, {"DE41": 20_000, "DE42": 30_000}, unit="Euro per inhabitant")
    release = load_files(files=[write(tmp_path, tsv({"C29,V16110,DE21": ["1 "]}, years=(2014,))), per_head]).release
    assert context(release, "DE41")[9].value == 20_000.0
    assert 9 not in context(release, "DE40")
