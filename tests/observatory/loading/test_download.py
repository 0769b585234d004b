import gzip
import hashlib
import json
import random
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from observatory.loading.download import Download, Fetched, FetchFailed, Patience, is_reachable
from observatory.loading.files import retrieved_on
from observatory.loading.progress import silent
from tests.observatory.loading.server import Day, serve

TEXT = random.Random(1).randbytes(40_000)
BODY = gzip.compress(TEXT, mtime=0)
QUICK = Patience(total=20.0, silence=1.0, attempts=4, pause=0.01)


def fetch(day: Day, folder: Path, patience: Patience = QUICK, *, expects_gzip: bool = True) -> Fetched:
    with serve(day) as url:
        return Download(f"{url}/file", folder / "file.tsv.gz", patience, silent, expects_gzip).run()


def test_a_file_is_fetched_and_its_checksum_recorded(tmp_path: Path) -> None:
    fetched = fetch(Day(BODY), tmp_path)
    assert fetched.path.read_bytes() == BODY
    assert fetched.sha256 == hashlib.sha256(BODY).hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == ["file.tsv.gz"]


def test_a_broken_download_is_resumed_where_it_stopped(tmp_path: Path) -> None:
    day = Day(BODY, ["cut"])
    assert fetch(day, tmp_path).path.read_bytes() == BODY
    assert day.ranges == ["", f"bytes={len(BODY) // 2}-"]


def test_the_next_run_continues_an_interrupted_one(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="gave up after 1 attempts"):
        fetch(Day(BODY, ["cut"]), tmp_path, Patience(attempts=1))
    day = Day(BODY)
    assert fetch(day, tmp_path).path.read_bytes() == BODY
    assert day.ranges == [f"bytes={len(BODY) // 2}-"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        fetch(Day(gzip.compress(b"old" * 999), ["cut"]), tmp_path, Patience(attempts=1))
    assert fetch(Day(BODY, etag='"2"'), tmp_path).path.read_bytes() == BODY


@pytest.mark.parametrize("status", ["429", "503", "500"])
def test_a_busy_server_is_asked_again(tmp_path: Path, status: str) -> None:
    day = Day(BODY, [status, status])
    assert fetch(day, tmp_path).path.read_bytes() == BODY
    assert len(day.paths) == 3


def test_a_server_that_asks_for_more_time_than_there_is_ends_the_download(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="429"):
        fetch(Day(BODY, ["429"] * 9, retry_after="3600"), tmp_path)


def test_a_retry_date_is_understood(tmp_path: Path) -> None:
    day = Day(BODY, ["429"], retry_after="Wed, 21 Oct 2015 07:28:00 GMT")
    assert fetch(day, tmp_path).path.read_bytes() == BODY


def test_an_address_that_does_not_exist_is_not_tried_again(tmp_path: Path) -> None:
    day = Day(BODY, ["404"])
    with pytest.raises(FetchFailed, match="404"):
        fetch(day, tmp_path)
    assert len(day.paths) == 1


def test_attempts_run_out(tmp_path: Path) -> None:
    day = Day(BODY, ["503"] * 9)
    with pytest.raises(FetchFailed, match="gave up after 4 attempts"):
        fetch(day, tmp_path)
    assert len(day.paths) == 4


def test_a_silent_server_is_given_up_and_asked_again(tmp_path: Path) -> None:
    day = Day(BODY, ["silent"])
    patience = Patience(total=20.0, silence=0.3, attempts=3, pause=0.01)
    assert fetch(day, tmp_path, patience).path.read_bytes() == BODY
    assert day.ranges[1] == "bytes=10-"


def test_a_slow_download_ends_in_time_and_keeps_what_came(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="too slow"):
        fetch(Day(BODY, ["slow"]), tmp_path, Patience(total=0.3, silence=1.0))
    assert (tmp_path / "file.tsv.gz.part").exists()
    assert not (tmp_path / "file.tsv.gz").exists()


def test_a_truncated_gzip_without_a_length_is_noticed(tmp_path: Path) -> None:
    day = Day(BODY, ["cut"], has_length=False)
    assert fetch(day, tmp_path).path.read_bytes() == BODY
    assert day.ranges == ["", ""]


def test_a_page_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="no gzip file"):
        fetch(Day(b"<html>maintenance</html>"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_whether_a_server_answers() -> None:
    with serve(Day(BODY, ["404"])) as url:
        assert is_reachable(url, 2.0)
    assert not is_reachable(url, 0.5)


def test_the_command_keeps_a_manifest_and_fetches_nothing_twice(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    day = Day(BODY)
    with serve(day) as url:
        settings.PORTAL_EUROSTAT_API = f"{url}/api"
        call_command("fetch", "sbs_r_nuts06_r2", into=tmp_path)
        call_command("fetch", "sbs_r_nuts06_r2", into=tmp_path)
    assert day.paths == ["/api/sdmx/2.1/data/sbs_r_nuts06_r2?format=TSV&compressed=true"]
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    record = manifest["sbs_r_nuts06_r2.tsv.gz"]
    assert (record["sha256"], record["bytes"]) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert record["retrieved_at"][:10] == retrieved_on(tmp_path / "sbs_r_nuts06_r2.tsv.gz").isoformat()
    assert "manage.py load --from" in capsys.readouterr().out


def test_outlines_come_from_the_mapping_service(tmp_path: Path, settings: Settings) -> None:
    day = Day(b'{"type": "FeatureCollection"}')
    with serve(day) as url:
        settings.PORTAL_EUROSTAT_API = settings.PORTAL_GISCO_API = url
        with pytest.raises(CommandError, match="no gzip file"):
            call_command("fetch", "sbs_r_nuts06_r2", into=tmp_path, outlines=True)
    assert not (tmp_path / "manifest.json").exists()


def test_an_unknown_dataset_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="weather"):
        call_command("fetch", "weather", into=tmp_path)
