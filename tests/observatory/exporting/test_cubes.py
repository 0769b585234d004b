"""JSON-stat and SDMX-CSV against the cells themselves."""

import csv
import io
import json
import re
import zipfile
from math import prod

import pytest

from observatory.exporting.jsonstat import write_cube
from observatory.exporting.measures import MEASURES
from observatory.exporting.sdmx import COLUMNS, write_sdmx
from observatory.loading.progress import silent
from observatory.models import ClusterFigure, Mark, Status
from tests.observatory.worlds import World

pytestmark = pytest.mark.django_db


def cube_of(world: World) -> dict:
    stream = io.BytesIO()
    write_cube(world.release, "nace", 2014, stream)
    return json.loads(stream.getvalue())


def test_a_cube_has_as_many_values_as_its_sizes_say(world: World):
    cube = cube_of(world)
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert len(cube["value"]) == prod(cube["size"])
    assert list(cube["dimension"]) == cube["id"]
    for name, size in zip(cube["id"], cube["size"], strict=True):
        category = cube["dimension"][name]["category"]
        assert len(category["index"]) == len(set(category["index"])) == size
        assert set(category["label"]) == set(category["index"])
    assert {name for names in cube["role"].values() for name in names} <= set(cube["id"])
    assert set(cube["dimension"]["measure"]["category"]["unit"]) == {measure.code for measure in MEASURES}


def at(cube: dict, **chosen: str) -> int:
    """Place of a value: row-major, the last dimension runs fastest."""
    place = 0
    for name, size in zip(cube["id"], cube["size"], strict=True):
        index = cube["dimension"][name]["category"]["index"]
        place = place * size + (index.index(chosen[name]) if name in chosen else 0)
    return place


def test_every_figure_of_a_cube_stands_at_its_place(world: World):
    cube = cube_of(world)
    for cell in ClusterFigure.objects.filter(area="eu27", year=2014).select_related("region", "group"):
        for measure in MEASURES:
            place = at(cube, measure=measure.code, region=cell.region.code, group=cell.group.code)
            assert cube["value"][place] == pytest.approx(getattr(cell, measure.field)), measure.code


def test_a_cube_says_where_a_figure_is_confidential(world: World):
    cube = cube_of(world)
    hidden = ClusterFigure.objects.select_related("region", "group").get(year=2014, status=Status.CONFIDENTIAL)
    place = at(cube, measure="PERSONS_EMPLOYED", region=hidden.region.code, group=hidden.group.code)
    assert cube["status"] == {str(place): "confidential"}
    assert cube["value"][place] is None


def test_a_code_of_two_nuts_versions_in_a_year_stands_twice_with_its_version(world: World):
    from tests.registry.factories import RegionFactory

    other = RegionFactory(code="DE21", version="2010")
    cell = ClusterFigure.objects.filter(year=2014, region__code="DE21").first()
    ClusterFigure.objects.filter(pk=cell.pk).update(region=other)
    codes = cube_of(world)["dimension"]["region"]["category"]["index"]
    assert {"DE21_2010", "DE21_2013"} <= set(codes)


def sdmx_rows(world: World) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_sdmx(world.release, stream, silent)
    text = zipfile.ZipFile(stream).read("nace.csv").decode()
    assert text.partition("\r\n")[0] == ",".join(COLUMNS)
    return list(csv.DictReader(io.StringIO(text)))


def test_sdmx_rows_name_their_structure_first(world: World):
    assert COLUMNS[:3] == ("STRUCTURE", "STRUCTURE_ID", "ACTION")
    assert {"TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"} <= set(COLUMNS)
    rows = sdmx_rows(world)
    assert {(row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) for row in rows} == {
        ("dataflow", "EUCP:CLUSTERS_NACE(1.0)", "I")
    }
    assert all(re.fullmatch(r"[A-Za-z0-9_@$\-]+", row[name]) for row in rows for name in COLUMNS[3:9])


def test_sdmx_has_one_row_for_each_figure(world: World):
    dimensions = COLUMNS[3:10]
    rows = {tuple(row[name] for name in dimensions): row for row in sdmx_rows(world)}
    expected = {}
    for cell in ClusterFigure.objects.filter(area="eu27").select_related("region", "group"):
        for measure in MEASURES:
            value = getattr(cell, measure.field)
            if value is not None or measure.code == "PERSONS_EMPLOYED":
                base = "EU27" if measure.is_relative else "_Z"
                place = ("A", cell.region.code, "2013", cell.group.code, measure.code, base, str(cell.year))
                expected[place] = value
    assert {place: float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None for place, row in rows.items()} == expected


def test_sdmx_tells_what_is_confidential_and_what_breaks(world: World):
    ClusterFigure.objects.filter(region__code="DE21", group__code="C29", year=2014).update(marks=Mark.BREAK)
    rows = sdmx_rows(world)
    hidden = [row for row in rows if row["CONF_STATUS"] == "C" and row["MEASURE"] == "PERSONS_EMPLOYED"]
    assert hidden
    assert all((row["OBS_VALUE"], row["OBS_STATUS"]) == ("", "Q") for row in hidden)
    broken = [row for row in rows if row["OBS_STATUS"] == "B"]
    assert {(row["REF_AREA"], row["ACTIVITY"], row["TIME_PERIOD"]) for row in broken} == {("DE21", "C29", "2014")}
