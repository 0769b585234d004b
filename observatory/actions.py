"""Publish a release, go back to the one before, delete old ones. `observatory.loading.release` makes new ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from observatory.computing import compute_figures, current_method
from observatory.computing.changes import compare_with_kept
from observatory.loading.changes import compare_releases
from observatory.loading.progress import silent
from observatory.loading.reading import Progress
from observatory.models import CurrentRelease, Release
from observatory.queries.superseded import Superseded, list_superseded

PUBLISH_LOCK = 4_021_002


class NotLoaded(ValueError):
    """A release whose load never finished cannot be published."""


class NothingToRollBack(ValueError):
    """Nothing is published, or nothing was published before."""


@dataclass(frozen=True, slots=True)
class Published:
    """The release that visitors meet now; `is_changed` is false where they met it before.

    `is_computed` is true where its figures were computed on the way.
    """

    release: Release
    is_changed: bool
    is_computed: bool = False


def publish(*, release: Release, recompute: bool = False, progress: Progress = silent) -> Published:
    """Compute the figures of `release` if need be, then let visitors meet it. Safe to run twice.

    Need is where they were never computed, or rule sets or formulas changed since.

    The pointer flips in one transaction after everything is computed: a run that dies before leaves the published
    release as it was. Raises NotLoaded.
    """
    with alone():
        release.refresh_from_db()
        if release.state == Release.State.LOADING:
            raise NotLoaded(f"The load of release {release.code} never finished: load it again.")
        needs_figures = recompute or _is_outdated(release)
        if needs_figures:
            compute_figures(release, progress=progress)
        compare_with_kept(release, again=needs_figures)
        current = CurrentRelease.objects.select_related("release").first()
        if current is not None and current.release_id == release.pk:
            return Published(release, is_changed=False, is_computed=needs_figures)
        if release.first_published_at is None:
            _remember_changes(release, current.release if current else None)
        _flip(release, current)
        return Published(release, is_changed=True, is_computed=needs_figures)


def _is_outdated(release: Release) -> bool:
    return release.state != Release.State.COMPUTED or release.method != current_method()


def rollback() -> Published:
    """Let visitors meet the release again that was published before. Raises NothingToRollBack.

    The pointer then has no release before it, so a second run changes nothing; publishing flips forward again.
    """
    with alone(), transaction.atomic():
        current = CurrentRelease.objects.select_for_update(of=("self",)).select_related("previous").first()
        if current is None or current.previous is None:
            raise NothingToRollBack("There is no release to go back to.")
        release = current.previous
        current.release, current.previous = release, None
        current.save()
        return Published(release, is_changed=True)


def prune(*, keep: int) -> list[Superseded]:
    """Delete all but the `keep` newest releases with all they hold, and say which. Safe to run twice.

    Never the published release, nor the one that a rollback leads to. Readers' reports stay, without the release.
    """
    with alone(), transaction.atomic():
        found = list_superseded(keep)
        for one in found:
            Release.objects.filter(pk=one.release.pk).delete()
        return found


@contextmanager
def alone() -> Iterator[None]:
    """Publishing, rolling back and deleting wait for each other, across processes."""
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
