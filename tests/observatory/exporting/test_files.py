"""GeoJSON, the addresses of the files, how they are kept, and the command that makes them ahead."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from observatory.exporting import keeping
from observatory.exporting.files import ExportFile, export_files
from observatory.exporting.outlines import geometry_of
from observatory.models import CurrentRelease, RegionClusters, RegionFigure, Release
from portal.registry.canvas import INSETS, projection, to_degrees
from tests.observatory.exporting.conftest import OUTLINE
from tests.observatory.worlds import World

ADDRESS = "/observatory/data/files/"


def features(client: Client) -> dict[str, dict]:
    answer = client.get(f"{ADDRESS}regions-2014.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    document = json.loads(b"".join(answer))
    assert document["type"] == "FeatureCollection"
    return {feature["properties"]["region"]: feature for feature in document["features"]}


@pytest.mark.django_db
def test_geojson_has_every_region_with_its_total_and_clusters(client: Client, world: World):
    found = features(client)
    assert set(found) == {total.region.code for total in RegionFigure.objects.filter(year=2014)}
    properties = found["DE21"]["properties"]
    assert properties["persons_employed"] == 1_200_000
    count = RegionClusters.objects.get(region__code="DE21", rules="three-stars", year=2014).three_stars
    assert properties["nace_three_stars_three_stars"] == count
    assert [code for code, feature in found.items() if feature["geometry"]] == ["DE21"]


def test_an_outline_in_degrees_keeps_its_hole_and_runs_against_the_clock():
    shape = shapely.geometry.shape(geometry_of(OUTLINE))
    assert shape.is_valid
    assert len(shape.interiors) == 1
    assert shape.exterior.is_ccw
    assert not shape.interiors[0].is_ccw
    west, south, east, north = shape.bounds
    assert -25 < west < east < 45
    assert 27 < south < north < 72


@given(st.sampled_from([None, *INSETS]), st.floats(0.2, 0.8), st.floats(0.2, 0.8))
def test_the_way_back_from_the_canvas_ends_where_it_began(inset, x: float, y: float):
    west, south, east, north = inset.place if inset else (-9.0, 36.0, 30.0, 69.0)
    point = np.array([[west + x * (east - west), south + y * (north - south)]])
    np.testing.assert_allclose(to_degrees(inset)(projection(inset)(point)), point, atol=1e-6)


@pytest.mark.django_db
def test_every_file_of_a_release_is_answered_under_its_name(client: Client, world: World):
    for key, file in export_files(world.release).items():
        answer = client.get(ADDRESS + key)
        assert answer.status_code == 200, key
        assert f'filename="eu-clusters-{world.release.code}-{key}"' in answer["Content-Disposition"]
        assert answer["Content-Type"] == file.content_type
        assert len(b"".join(answer)) > 100


@pytest.mark.django_db
def test_a_file_is_made_once_and_answered_without_content_when_known(client: Client, world: World, monkeypatch):
    first = client.get(f"{ADDRESS}nace-2014.jsonstat.json")
    content = b"".join(first)
    monkeypatch.setattr(keeping, "keep_at", lambda path, write: False)
    assert b"".join(client.get(f"{ADDRESS}nace-2014.jsonstat.json")) == content
    again = client.get(f"{ADDRESS}nace-2014.jsonstat.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
def test_an_unknown_file_is_not_found_and_a_release_can_be_named(client: Client, world: World):
    assert client.get(f"{ADDRESS}regions-1999.geojson").status_code == 404
    answer = client.get(f"{ADDRESS}regions-2013.geojson?release={world.release.code}")
    assert answer.status_code == 200
    b"".join(answer)
    assert client.get(f"{ADDRESS}regions-2013.geojson?release=2020-01-01-1").status_code == 404


@pytest.mark.django_db
def test_the_page_about_data_links_every_file_and_tells_the_size_of_those_made(client: Client, world: World):
    before = client.get("/observatory/data/").content.decode()
    assert all(f'href="{ADDRESS}{key}"' in before for key in export_files(world.release))
    assert "being made; asked for now" in before
    call_command("export_release", stdout=io.StringIO())
    after = client.get("/observatory/data/").content.decode()
    assert "being made; asked for now" not in after


@pytest.mark.django_db
def test_a_file_that_breaks_off_leaves_nothing_behind(world: World):
    def fail(stream, _progress) -> None:
        stream.write(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        keeping.keep(world.release, ExportFile("tidy-csv.zip", "application/zip", fail))
    left = list(keeping.kept_path(world.release, "tidy-csv.zip").parent.iterdir())
    assert [path.suffix for path in left] == [".lock"]


@pytest.mark.django_db
def test_files_of_figures_that_nobody_asked_for_longest_are_deleted(world: World):
    folder = keeping.kept_path(world.release, "any").parents[1]
    for number in range(5):
        (folder / f"old-{number}").mkdir(parents=True)
    keeping.keep(world.release, export_files(world.release)["regions-2014.geojson"])
    assert len(list(folder.iterdir())) == keeping.KEPT_VERSIONS


@pytest.mark.django_db
def test_the_command_makes_the_large_files_once(world: World):
    first, second = io.StringIO(), io.StringIO()
    call_command("export_release", stdout=first)
    call_command("export_release", stdout=second)
    assert "tidy-csv.zip, sdmx-csv.zip" in first.getvalue()
    assert "Nothing to do" in second.getvalue()


@pytest.mark.django_db
def test_the_command_writes_one_file_into_a_folder(world: World, tmp_path: Path):
    call_command("export_release", only="nace-2014.jsonstat.json", folder=str(tmp_path / "out"), stdout=io.StringIO())
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names == [f"eu-clusters-{world.release.code}-nace-2014.jsonstat.json"]


@pytest.mark.django_db
def test_the_command_refuses_what_is_not_there(world: World):
    with pytest.raises(CommandError, match=r"There is no file colours.txt. There are: tidy-csv.zip"):
        call_command("export_release", only="colours.txt")
    with pytest.raises(CommandError, match="There is no release 2020-01-01-1"):
        call_command("export_release", "2020-01-01-1")
    CurrentRelease.objects.all().delete()
    said = io.StringIO()
    call_command("export_release", stdout=said)
    assert "Nothing is published yet" in said.getvalue()


@pytest.mark.django_db
def test_publishing_makes_the_files_that_take_long(world: World):
    call_command("publish", world.release.code, stdout=io.StringIO())
    made = keeping.kept_sizes(Release.objects.get(pk=world.release.pk))
    assert set(made) == {file.key for file in export_files(world.release).values() if file.is_large}
