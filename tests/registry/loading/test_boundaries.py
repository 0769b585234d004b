"""Files of boundaries: every fault is listed with its feature, and nothing is loaded then."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from portal.registry.loading.boundaries import region_records
from portal.registry.loading.parts import world_path
from portal.registry.loading.records import LoadRefused, RegionRecord, check_records
from portal.registry.models import Outline, Region
from tests.registry.factories import CountryFactory
from tests.registry.worlds import feature, geojson, square


@pytest.fixture
def file(tmp_path):
    def write(*features, name="regions.geojson", **more):
        path = tmp_path / name
        path.write_bytes(geojson(*features, **more))
        return str(path)

    return write


def test_records_have_codes_names_and_a_point_inside(file):
    (record,) = region_records([file(feature("DE21", square(11, 48), NAME_LATN="Oberbayern"))])
    assert (record.code, record.level, record.parent, record.name_latin) == ("DE21", 2, "DE2", "Oberbayern")
    assert 11 < record.longitude < 12
    assert 48 < record.latitude < 49


def test_greece_is_el_whatever_the_file_says(file):
    (record,) = region_records([file(feature("GR43", square(24, 35)))])
    assert record.code == "EL43"


def test_marks_of_typologies_are_true_false_or_unknown(file):
    (record,) = region_records([file(feature("DE212", square(11, 48), MOUNT_TYPE=4, URBN_TYPE=1, COAST_TYPE=0))])
    assert (record.is_mountain, record.is_urban, record.is_coastal) == (False, True, None)


def test_all_faults_are_listed_with_file_and_feature(file):
    first = file(feature("DE21", square(11, 48)), feature("", square(12, 48)), feature("de!", square(13, 48)))
    second = file(feature("DE22", square(4_000_000, 3_000_000)), name="second.geojson")
    with pytest.raises(LoadRefused) as refused:
        region_records([first, second])
    problems = refused.value.problems
    assert problems[0] == "regions.geojson: feature 2: no NUTS_ID."
    assert "regions.geojson: feature 3: 'de!' is not a NUTS code." in problems
    assert problems[2].startswith("second.geojson: feature 1: coordinates are not degrees")


def test_a_level_that_does_not_fit_its_code_is_a_fault(file):
    with pytest.raises(LoadRefused, match="level 1 does not fit DE21"):
        region_records([file(feature("DE21", square(11, 48), LEVL_CODE=1))])


BOW = [[11, 48], [13, 50], [13, 48], [11, 50], [11, 48]]


def test_a_polygon_without_area_is_refused(file):
    line = [[11, 48], [12, 48], [11, 48], [11, 48]]
    with pytest.raises(LoadRefused, match="feature 1: the polygon of DE21 has no area"):
        region_records([file(feature("DE21", line))])


def test_an_invalid_polygon_is_named_with_the_place_of_its_fault(file):
    source = file(feature("DE21", square(11, 48)), feature("DE22", BOW))
    with pytest.raises(LoadRefused, match=r"feature 2: the polygon of DE22 is invalid \(Self-intersection\[12 49\]\)"):
        region_records([source], is_mending=False)


def test_crossing_rings_can_be_mended(file):
    assert len(region_records([file(feature("DE22", BOW))], is_mending=True)) == 1


def test_an_address_is_read_like_a_file(tmp_path):
    (tmp_path / "regions.geojson").write_bytes(geojson(feature("DE21", square(11, 48))))
    handler = partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        (record,) = region_records([f"http://127.0.0.1:{server.server_port}/regions.geojson"])
        with pytest.raises(LoadRefused, match="404"):
            region_records([f"http://127.0.0.1:{server.server_port}/nowhere.geojson"])
        server.shutdown()
    assert record.code == "DE21"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder without writing to the terminal."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def test_a_missing_file_is_a_plain_message(tmp_path):
    with pytest.raises(LoadRefused, match="cannot be read"):
        region_records([str(tmp_path / "nowhere.geojson")])


def record(code: str, origin: str = "file: feature 1") -> RegionRecord:
    return RegionRecord(code, "name", "name", origin)


def test_unknown_parents_countries_and_doubled_codes_are_refused_together():
    records = [record("DE"), record("DE21"), record("ZY"), record("DE")]
    with pytest.raises(LoadRefused) as refused:
        check_records(records, {"DE"})
    assert [problem.split(": ")[-1] for problem in refused.value.problems] == [
        "unknown parent DE2 of DE21.",
        "unknown country ZY of ZY.",
        "code DE stands twice.",
    ]


def test_parents_may_stand_already():
    check_records([record("DE21")], {"DE"}, known={"DE2"})


def test_old_codes_of_northern_ireland_have_the_right_parent():
    assert record("UKN10").parent == "UKN0"


@pytest.mark.django_db
class TestLoadRegions:
    """The command that loads one version."""

    @pytest.fixture(autouse=True)
    def _world(self, settings, tmp_path):
        CountryFactory(code="DE")
        settings.PACKAGES_DIR = tmp_path
        world_path().parent.mkdir()
        world_path().write_bytes(b'{"type": "Topology", "arcs": [], "objects": {"countries": {"geometries": []}}}')

    def levels(self, *small: str) -> list[dict]:
        around = {"DE": square(11, 48, 2), "DE2": square(11, 48, 2)}
        codes = {"DE21": square(11, 48), "DE22": square(12, 48)}
        return [feature(code, ring) for code, ring in (around | codes).items() if code not in small]

    def test_regions_and_outlines_of_all_levels_stand_afterwards(self, file):
        call_command("load_regions", "--version", "2024", "--source", file(*self.levels()))
        assert Region.objects.of_version("2024").count() == 4
        assert set(Outline.objects.values_list("detail", flat=True)) == {8000, 4000, 1500}
        assert Region.objects.get(code="DE21").parent.code == "DE2"

    def test_loading_again_changes_nothing(self, file):
        for _ in range(2):
            call_command("load_regions", "--version", "2024", "--source", file(*self.levels()))
        assert Region.objects.count() == 4
        assert Outline.objects.count() == 12

    def test_an_invalid_polygon_stops_everything_unless_it_may_be_mended(self, file):
        levels = [*self.levels("DE22"), feature("DE22", BOW)]
        with pytest.raises(CommandError, match="feature 4: the polygon of DE22 is invalid"):
            call_command("load_regions", "--version", "2024", "--source", file(*levels))
        assert not Region.objects.exists()
        call_command("load_regions", "--version", "2024", "--source", file(*levels), "--mend")
        assert Outline.objects.filter(region__code="DE22").exists()

    def test_an_unknown_parent_stops_everything(self, file):
        with pytest.raises(CommandError, match="feature 2: unknown parent DE2 of DE21"):
            call_command("load_regions", "--version", "2024", "--source", file(*self.levels("DE2")))
        assert not Region.objects.exists()
