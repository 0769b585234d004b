"""Publish a release, or go back to the one before. New releases are made by `observatory.loading.release`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from observatory.computing import compute_figures
from observatory.loading.changes import compare_releases
from observatory.loading.progress import silent
from observatory.loading.reading import Progress
from observatory.models import CurrentRelease, Release

PUBLISH_LOCK = 4_021_002


class NotLoaded(ValueError):
    """A release whose load never finished cannot be published."""


class NothingToRollBack(ValueError):
    """Nothing is published, or nothing was published before."""


@dataclass(frozen=True, slots=True)
class Published:
    """The release that visitors meet now; `is_changed` is false where they met it before."""

    release: Release
    is_changed: bool


def publish(*, release: Release, recompute: bool = False, progress: Progress = silent) -> Published:
    """Compute the figures of `release` if need be, then let visitors meet it. Safe to run twice.

    The pointer flips in one transaction after everything is computed: a run that dies before leaves the published
    release as it was. Raises NotLoaded.
    """
    with _alone():
        release.refresh_from_db()
        if release.state == Release.State.LOADING:
            raise NotLoaded(f"The load of release {release.code} never finished: load it again.")
        if recompute or release.state != Release.State.COMPUTED:
            compute_figures(release, progress=progress)
        current = CurrentRelease.objects.select_related("release").first()
        if current is not None and current.release_id == release.pk:
            return Published(release, is_changed=False)
        if release.first_published_at is None:
            _remember_changes(release, current.release if current else None)
        _flip(release, current)
        return Published(release, is_changed=True)


def rollback() -> Published:
    """Let visitors meet the release again that was published before. Raises NothingToRollBack.

    The pointer then has no release before it, so a second run changes nothing; publishing flips forward again.
    """
    with _alone(), transaction.atomic():
        current = CurrentRelease.objects.select_for_update(of=("self",)).select_related("previous").first()
        if current is None or current.previous is None:
            raise NothingToRollBack("There is no release to go back to.")
        release = current.previous
        current.release, current.previous = release, None
        current.save()
        return Published(release, is_changed=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Publishing and rolling back wait for each other, across processes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PUBLISH_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PUBLISH_LOCK])


def _remember_changes(release: Release, before: Release | None) -> None:
    """Store what changed against the release that visitors met until now."""
    changes = compare_releases(release, before) if before else None
    release.report = {**release.report, "changes": changes}
    release.save(update_fields=["report"])


def _flip(release: Release, current: CurrentRelease | None) -> None:
    with transaction.atomic():
        previous = current.release if current else None
        CurrentRelease.objects.update_or_create(id=1, defaults={"release": release, "previous": previous})
        if release.first_published_at is None:
            release.first_published_at = timezone.now()
            release.save(update_fields=["first_published_at"])
