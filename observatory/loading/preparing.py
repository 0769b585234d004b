"""Where the figures of a portal come from: a folder, the official services, or the demonstration generator."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from observatory.demonstration import write_demonstration
from observatory.demonstration_context import write_demonstration_context
from observatory.loading.download import FetchFailed, Patience, is_reachable
from observatory.loading.fetching import fetch_files, folder_of_today, statistics
from observatory.loading.profiles import find_files, profile_for
from observatory.loading.reading import Progress
from observatory.loading.release import fingerprint_of
from observatory.models import CurrentRelease, Release

SECONDS_TO_ANSWER = 3.0

Tell = Callable[[str], None]


class NoStatistics(ValueError):
    """The folder named by PORTAL_SOURCES does not hold the statistics that the portal needs."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load; no files where the release that is `published` already holds it."""

    files: tuple[Path, ...]
    reason: str
    published: Release | None = None


def plan_release(progress: Progress, tell: Tell) -> Plan:
    """Find the files to publish. One SQL query, and no network where something is published. Raises NoStatistics."""
    pointer = CurrentRelease.objects.select_related("release").first()
    published = pointer.release if pointer else None
    if settings.PORTAL_SOURCES:
        return _plan_folder(Path(settings.PORTAL_SOURCES), published)
    if published is not None:
        return Plan((), f"release {published.code} is published", published)
    return _plan_services(progress, tell)


def _plan_folder(folder: Path, published: Release | None) -> Plan:
    files = find_files(folder) if folder.is_dir() else []
    if not any(profile_for(path).is_required for path in files):
        raise NoStatistics(
            f"PORTAL_SOURCES is {folder}, but sbs_r_nuts06_r2.tsv.gz is not in that folder or one directly below it. "
            "Put it there (manage.py fetch brings it), or unset PORTAL_SOURCES."
        )
    if published is not None and published.fingerprint == fingerprint_of(files):
        return Plan((), f"release {published.code} holds the files in {folder}", published)
    return Plan(tuple(files), f"the files in {folder}")


def _plan_services(progress: Progress, tell: Tell) -> Plan:
    if is_reachable(settings.PORTAL_EUROSTAT_API, SECONDS_TO_ANSWER):
        try:
            files = fetch_files(statistics(), folder_of_today(), Patience(total=600, attempts=3), progress)
        except FetchFailed as error:
            tell(str(error))
        else:
            return Plan(tuple(files), "Eurostat's dissemination service")
    tell(
        "The official services cannot be reached: the portal shows demonstration figures, not official statistics. "
        "For real ones set PORTAL_SOURCES to a folder with sbs_r_nuts06_r2.tsv.gz, or run manage.py fetch."
    )
    return Plan(demonstration_files(), "the demonstration generator")


def demonstration_files() -> tuple[Path, ...]:
    """Write the demonstration figures and their context. Raises NoRegions when the registry is empty."""
    folder = Path(settings.VAR_DIR) / "demonstration"
    figures, context = folder / "demonstration.tsv.gz", folder / "demonstration_context.tsv"
    write_demonstration(figures)
    write_demonstration_context(context)
    return figures, context
