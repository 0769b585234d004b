"""The tidy export: every row of every table, described so that a machine can read it."""

import csv
import io
import json
import zipfile

import pytest

from observatory.exporting.tables import export_tables
from observatory.exporting.tidy import write_tidy
from observatory.loading.progress import silent
from observatory.models import ClusterFigure, RegionClusters, RegionFigure
from tests.observatory.worlds import World

pytestmark = pytest.mark.django_db
TYPES = {"string": str, "integer": int, "number": float, "year": int, "boolean": {"true": True, "false": False}.get}


@pytest.fixture
def package(world: World) -> zipfile.ZipFile:
    stream = io.BytesIO()
    write_tidy(world.release, stream, silent)
    return zipfile.ZipFile(stream)


def rows_of(package: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.read(f"{name}.csv").decode())))


def resources(package: zipfile.ZipFile) -> list[dict]:
    return json.loads(package.read("datapackage.json"))["resources"]


def test_every_table_has_the_columns_that_the_data_package_describes(package: zipfile.ZipFile):
    for resource in resources(package):
        head = next(csv.reader(io.StringIO(package.read(resource["path"]).decode())))
        assert head == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_every_value_is_of_the_type_that_the_data_package_names(package: zipfile.ZipFile):
    for resource in resources(package):
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for row in rows_of(package, resource["path"].removesuffix(".csv")):
            for name, text in row.items():
                assert text == "" or TYPES[types[name]](text) is not None, (resource["name"], name, text)


def test_no_two_rows_share_a_primary_key_and_none_lacks_it(package: zipfile.ZipFile):
    for resource in resources(package):
        names = resource["schema"]["primaryKey"]
        keys = [tuple(row[name] for name in names) for row in rows_of(package, resource["path"].removesuffix(".csv"))]
        assert len(keys) == len(set(keys)), resource["name"]
        assert all(part for key in keys for part in key), resource["name"]


def test_the_data_package_names_release_licences_sources_and_files(package: zipfile.ZipFile, world: World):
    described = json.loads(package.read("datapackage.json"))
    assert described["profile"] == "tabular-data-package"
    assert described["version"] == world.release.code
    assert all(licence["name"] and licence["path"] for licence in described["licenses"])
    assert [source["path"] for source in described["sources"]] == ["https://ec.europa.eu/eurostat"]
    named = {resource["path"] for resource in described["resources"]} | {"datapackage.json", "README.md"}
    assert named == set(package.namelist())
    assert all(resource["schema"]["missingValues"] == [""] for resource in described["resources"])


def test_the_readme_explains_every_column_of_every_table(package: zipfile.ZipFile, world: World):
    text = package.read("README.md").decode()
    for table in export_tables(world.release):
        section = text.partition(f"## {table.name}.csv")[2].partition("\n## ")[0]
        assert all(f"`{name}`" in section for name in table.columns), table.name


def test_every_cell_of_the_release_is_a_row_with_its_own_figures(package: zipfile.ZipFile, world: World):
    expected = {
        (cell.area, cell.region.code, cell.group.code, str(cell.year)): cell
        for cell in ClusterFigure.objects.select_related("region", "group")
    }
    found = {(row["area"], row["region"], row["group"], row["year"]): row for row in rows_of(package, "clusters")}
    assert set(found) == set(expected)
    for key, cell in expected.items():
        for name in ("persons_employed", "location_quotient", "size", "growth"):
            value = getattr(cell, name)
            assert found[key][name] == "" if value is None else float(found[key][name]) == value
        stars = cell.stars[0]
        assert found[key]["three_stars_stars"] == ("" if stars is None else str(stars))


def test_a_confidential_cell_is_a_row_without_any_figure(package: zipfile.ZipFile):
    hidden = [row for row in rows_of(package, "clusters") if row["status"] == "confidential"]
    assert hidden
    for row in hidden:
        assert {row[name] for name in ("persons_employed", "local_units", "location_quotient", "size", "focus")} == {""}
        assert row["three_stars_unjudged"] == "no-figure"
    (secret,) = [row for row in rows_of(package, "observations") if row["status"] == "confidential"]
    assert secret["value"] == ""


def test_marks_are_words(package: zipfile.ZipFile):
    assert [row["marks"] for row in rows_of(package, "observations") if row["value"] == "104228"] == ["break"]


def test_totals_and_counts_have_every_row(package: zipfile.ZipFile):
    assert len(rows_of(package, "region_totals")) == RegionFigure.objects.count()
    assert len(rows_of(package, "region_clusters")) == RegionClusters.objects.count()
    assert [row["krugman"] for row in rows_of(package, "structure")] == ["0.5"]
    assert [row["together"] for row in rows_of(package, "proximities")] == ["1"]


def test_a_name_that_looks_like_a_formula_is_harmless(package: zipfile.ZipFile):
    assert "'=Oberbayern" in {row["name"] for row in rows_of(package, "regions")}


def test_two_exports_of_one_release_are_the_same_bytes(world: World):
    first, second = io.BytesIO(), io.BytesIO()
    write_tidy(world.release, first, silent)
    write_tidy(world.release, second, silent)
    assert first.getvalue() == second.getvalue()
