from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from observatory import actions
from observatory.actions import NothingToRollBack, NotLoaded, prune, publish, rollback
from observatory.models import ClusterFigure, CurrentRelease, FigureReport, Observation, RegionFigure, Release
from tests.observatory.factories import (
    ClusterFigureFactory,
    CurrentReleaseFactory,
    ObservationFactory,
    RegionFigureFactory,
    ReleaseFactory,
)
from tests.registry.factories import IndustryFactory, RegionFactory

pytestmark = pytest.mark.django_db


def current() -> Release:
    return CurrentRelease.objects.get().release


def test_publishing_flips_the_pointer_and_remembers_the_release_before() -> None:
    before = CurrentReleaseFactory().release
    release = ReleaseFactory()
    assert publish(release=release).is_changed
    pointer = CurrentRelease.objects.get()
    assert (pointer.release, pointer.previous) == (release, before)


def test_the_first_release_has_none_before_it() -> None:
    publish(release=ReleaseFactory())
    assert CurrentRelease.objects.get().previous is None


def test_publishing_twice_changes_nothing() -> None:
    before = CurrentReleaseFactory().release
    release = ReleaseFactory()
    publish(release=release)
    assert not publish(release=release).is_changed
    assert CurrentRelease.objects.get().previous == before


def test_a_release_keeps_the_day_it_was_first_published() -> None:
    release, other = ReleaseFactory(), ReleaseFactory()
    publish(release=release)
    first = Release.objects.get(pk=release.pk).first_published_at
    publish(release=other)
    publish(release=release)
    assert Release.objects.get(pk=release.pk).first_published_at == first


def test_an_unfinished_load_cannot_be_published() -> None:
    before = CurrentReleaseFactory().release
    with pytest.raises(NotLoaded):
        publish(release=ReleaseFactory(state=Release.State.LOADING))
    assert current() == before


def test_rolling_back_goes_to_the_release_before_and_only_once() -> None:
    before = CurrentReleaseFactory().release
    release = ReleaseFactory()
    publish(release=release)
    assert rollback().release == before
    with pytest.raises(NothingToRollBack):
        rollback()
    assert current() == before


def test_after_a_rollback_the_newer_release_can_be_published_again() -> None:
    CurrentReleaseFactory()
    release = ReleaseFactory()
    publish(release=release)
    rollback()
    publish(release=release)
    assert current() == release


def test_without_a_release_there_is_nothing_to_roll_back() -> None:
    with pytest.raises(NothingToRollBack):
        rollback()


def test_the_lock_is_free_again_afterwards() -> None:
    publish(release=ReleaseFactory())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


def test_changes_against_the_release_before_are_counted() -> None:
    region, industry = RegionFactory(code="DE11"), IndustryFactory(code="C")
    before, release = CurrentReleaseFactory().release, ReleaseFactory()
    for owner, year, value in (
        (before, 2011, 1.0),
        (before, 2012, 2.0),
        (before, 2013, 3.0),
        (before, 2014, None),
        (release, 2012, 2.0),
        (release, 2013, 4.0),
        (release, 2014, None),
        (release, 2015, 5.0),
    ):
        ObservationFactory(release=owner, region=region, industry=industry, year=year, value=value)
    publish(release=release)
    changes = Release.objects.get(pk=release.pk).report["changes"]
    assert (changes["added"], changes["changed"], changes["removed"]) == (1, 1, 1)
    assert changes["against"] == before.code
    assert [row["year"] for row in changes["by_year"]] == [2011, 2013, 2015]


def test_the_first_release_has_no_changes_to_tell() -> None:
    release = ReleaseFactory()
    publish(release=release)
    assert Release.objects.get(pk=release.pk).report["changes"] is None


def test_commands_say_what_they_did(capsys: pytest.CaptureFixture[str]) -> None:
    before = CurrentReleaseFactory().release
    release = ReleaseFactory()
    call_command("publish", release.code)
    call_command("publish", release.code)
    call_command("rollback")
    call_command("rollback")
    assert capsys.readouterr().out.splitlines() == [
        f"Release {release.code} is published.",
        f"Release {release.code} was the published one already; its figures are up to date.",
        f"Release {before.code} is published again.",
        "Nothing to do: There is no release to go back to.",
    ]


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Codes of the releases whose figures were computed, instead of computing them."""
    codes: list[str] = []
    monkeypatch.setattr(actions, "compute_figures", lambda release, progress: codes.append(release.code))
    return codes


def test_figures_that_are_up_to_date_are_not_computed_again(computed: list[str]) -> None:
    assert not publish(release=ReleaseFactory()).is_computed
    assert computed == []


def test_changed_rules_or_formulas_have_the_published_figures_computed_anew(computed: list[str]) -> None:
    release = CurrentReleaseFactory(release__method="of yesterday").release
    published = publish(release=release)
    assert (published.is_computed, published.is_changed) == (True, False)
    assert computed == [release.code]


def test_pruning_keeps_the_newest_the_published_and_the_one_before() -> None:
    before, published, old, newest = (ReleaseFactory() for _ in range(4))
    CurrentReleaseFactory(release=published, previous=before)
    assert [one.release for one in prune(keep=1)] == [old]
    assert set(Release.objects.all()) == {before, published, newest}
    assert prune(keep=1) == []


def test_pruning_everything_leaves_what_visitors_meet() -> None:
    ReleaseFactory()
    published = CurrentReleaseFactory().release
    ReleaseFactory()
    prune(keep=0)
    assert list(Release.objects.all()) == [published]


def test_a_pruned_release_takes_its_figures_along_but_no_report_of_a_reader() -> None:
    old, kept = ReleaseFactory(), CurrentReleaseFactory().release
    region, industry = RegionFactory(code="DE11"), IndustryFactory(code="C")
    for release in (old, kept):
        ObservationFactory(release=release, region=region, industry=industry)
        RegionFigureFactory(release=release, region=region)
        ClusterFigureFactory(release=release, region=region, status=0, stars=[], passed=[], unjudged=[])
    report = FigureReport.objects.create(release=old, message="Odd.", token=uuid4())
    prune(keep=1)
    for model in (Observation, RegionFigure, ClusterFigure):
        assert [one.release_id for one in model.objects.all()] == [kept.pk]
    report.refresh_from_db()
    assert report.release is None


def test_pruning_shows_first_and_deletes_only_when_told(capsys: pytest.CaptureFixture[str]) -> None:
    old = ReleaseFactory()
    ObservationFactory(release=old)
    CurrentReleaseFactory()
    call_command("prune_releases", "--keep", "1")
    assert Release.objects.filter(pk=old.pk).exists()
    call_command("prune_releases", "--keep", "1", "--delete")
    assert not Release.objects.filter(pk=old.pk).exists()
    call_command("prune_releases", "--keep", "1", "--delete")
    said = capsys.readouterr().out
    assert f"Release {old.code} would go" in said
    assert f"Release {old.code} is deleted" in said
    assert said.endswith("Nothing to do: all releases stay.\n")


def test_fewer_than_no_release_cannot_be_kept() -> None:
    with pytest.raises(CommandError, match="0 or more"):
        call_command("prune_releases", "--keep", "-1")
