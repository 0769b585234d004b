"""Releases: what they were made of, what their checks found, and which one visitors meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from observatory.models import CurrentRelease, Release
from portal.registry.models import Region


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One line of the list of releases. `cells` are observations; `published_at` is the first time."""

    code: str
    is_current: bool
    is_demonstration: bool
    cells: int
    years: tuple[int, ...]
    datasets: tuple[str, ...]
    published_at: datetime


def list_releases() -> list[ReleaseRow]:
    """Every release that was ever published and is kept, the newest first. 2 queries, whatever their number."""
    current = CurrentRelease.objects.values_list("release_id", flat=True).first()
    releases = Release.objects.filter(first_published_at__isnull=False).defer("report")
    return [_row(release, current) for release in releases]


def _row(release: Release, current: int | None) -> ReleaseRow:
    if release.first_published_at is None:
        raise ValueError(f"Release {release.code} was never published.")
    return ReleaseRow(
        code=release.code,
        is_current=release.pk == current,
        is_demonstration=release.is_demonstration,
        cells=sum(int(source.get("cells", 0)) for source in release.business_sources),
        years=tuple(sorted(release.years)),
        datasets=tuple(str(source.get("dataset", "")) for source in release.sources),
        published_at=release.first_published_at,
    )


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Latin names by code, those of the newest NUTS version that has the code. 1 query."""
    rows = Region.objects.filter(code__in=set(codes)).order_by("version").values_list("code", "name_latin")
    return dict(rows)


def example_codes(report: dict[str, Any]) -> set[str]:
    """Region codes that the examples of a release's checks name."""
    return {example["region"] for check in report.get("checks", []) for example in check["examples"]}
