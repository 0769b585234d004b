import gzip
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries, Settings

from observatory import actions
from observatory.computing import current_method
from observatory.loading.preparing import NoStatistics, plan_release
from observatory.loading.progress import silent
from observatory.loading.release import fingerprint_of
from observatory.models import Release
from tests.observatory.factories import CurrentReleaseFactory
from tests.observatory.loading.server import Day, serve
from tests.observatory.loading.world import tsv, write
from tests.registry.factories import IndustryFactory, RegionFactory

pytestmark = pytest.mark.django_db
CLOSED = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def _settings(settings: Settings, tmp_path: Path) -> None:
    settings.PORTAL_SOURCES = ""
    settings.PORTAL_EUROSTAT_API = CLOSED
    settings.VAR_DIR = tmp_path / "var"


def test_a_folder_of_files_comes_first(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, tsv({"C,V16110,DE": ["1 ", "2 ", "3 "]}))
    settings.PORTAL_SOURCES = str(tmp_path)
    assert plan_release(silent, print).files == (path,)


def test_the_same_files_again_are_nothing_to_do(
    settings: Settings, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = write(tmp_path, tsv({"C,V16110,DE": ["1 ", "2 ", "3 "]}))
    settings.PORTAL_SOURCES = str(tmp_path)
    release = CurrentReleaseFactory(release__fingerprint=fingerprint_of([path])).release
    with django_assert_num_queries(1):
        plan = plan_release(silent, print)
    assert plan.files == ()
    assert release.code in plan.reason


@pytest.mark.parametrize("name", ["lfst_r_lfe2en2.tsv", "weather.tsv"])
def test_a_folder_without_the_regional_statistics_is_refused(settings: Settings, tmp_path: Path, name: str) -> None:
    write(tmp_path, "", name)
    settings.PORTAL_SOURCES = str(tmp_path)
    with pytest.raises(NoStatistics, match=r"sbs_r_nuts06_r2\.tsv\.gz"):
        plan_release(silent, print)


def test_a_folder_that_does_not_exist_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.PORTAL_SOURCES = str(tmp_path / "nowhere")
    with pytest.raises(NoStatistics, match="nowhere"):
        plan_release(silent, print)


def test_whatever_is_published_stays_without_a_folder() -> None:
    release = CurrentReleaseFactory().release
    plan = plan_release(silent, print)
    assert (plan.files, plan.published) == ((), release)


def test_the_official_services_come_next(settings: Settings) -> None:
    with serve(Day(gzip.compress(b"anything"))) as url:
        settings.PORTAL_EUROSTAT_API = url
        plan = plan_release(silent, print)
    assert {path.name for path in plan.files} >= {"sbs_r_nuts06_r2.tsv.gz", "sbs_na_sca_r2.tsv.gz"}
    assert plan.reason == "Eurostat's dissemination service"


@pytest.mark.parametrize("answers", [["404"], []])
def test_demonstration_figures_come_last_and_say_so(settings: Settings, answers: list[str]) -> None:
    for code in ("DE", "DE1", "DE11"):
        RegionFactory(code=code, version="2021")
    IndustryFactory(code="C28")
    told: list[str] = []
    if answers:
        with serve(Day(b"", [*answers * 9])) as url:
            settings.PORTAL_EUROSTAT_API = url
            plan = plan_release(silent, told.append)
    else:
        plan = plan_release(silent, told.append)
    assert [path.name for path in plan.files] == ["demonstration.tsv.gz", "demonstration_context.tsv"]
    assert "demonstration figures, not official statistics" in told[-1]


def test_the_command_says_whether_figures_were_computed_anew(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release = CurrentReleaseFactory(release__method="of yesterday").release
    monkeypatch.setattr(actions, "compute_figures", lambda release, progress: None)
    call_command("prepare_release")
    Release.objects.update(method=current_method())
    call_command("prepare_release")
    assert capsys.readouterr().out.splitlines() == [
        f"Release {release.code} is computed anew: rule sets or formulas changed.",
        f"Nothing to do: release {release.code} is published.",
    ]
