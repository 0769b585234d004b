"""Single figures and short rankings for texts: what an editor places inside a page.

All are of the published release, its default year and the EU-27. A missing figure raises NoFigure. Figures of
one computation never change, so an answer is kept in process by its edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from observatory.models import ClusterFigure, RegionClusters, Release
from observatory.models.figure import Area
from observatory.queries.release import DEFAULT_RULES, DEFAULT_SCHEME
from portal.registry.memory import remember
from portal.registry.models import IndustryGroup, Region

NUTS2 = 2


class NoFigure(LookupError):
    """The release holds no such figure."""


@dataclass(frozen=True, slots=True)
class ClusterCounts:
    """Statistical clusters of a place under the default rules. `persons` may be None: not published."""

    one_star: int
    two_stars: int
    three_stars: int
    persons: float | None
    share: float | None
    regions: int

    @property
    def total(self) -> int:
        return self.one_star + self.two_stars + self.three_stars


class Edition(NamedTuple):
    """The latest complete year of a release as it was computed: what an excerpt is remembered by."""

    release_pk: int
    year: int
    computed_at: datetime | None


def _edition(release: Release) -> Edition:
    """Without a complete year no figure can be named: raises NoFigure."""
    if release.default_year is None:
        raise NoFigure(f"The release {release.code} has no complete year.")
    return Edition(release.pk, release.default_year, release.computed_at)


def count_clusters(release: Release, region_code: str = "") -> ClusterCounts:
    """Counts of one region, or of all NUTS 2 regions of the EU-27 without `region_code`. 1 query, 0 when warm.

    `share` is None for the whole area. Raises NoFigure when nothing was judged there.
    """
    return _count_clusters(_edition(release), region_code)


@remember
def _count_clusters(edition: Edition, region_code: str) -> ClusterCounts:
    rows = _judged(edition)
    rows = tuple(row for row in rows if (row.region.code == region_code if region_code else row.region.level == NUTS2))
    if not rows:
        raise NoFigure(f"No statistical clusters were counted in {region_code or 'the EU-27'}.")
    return ClusterCounts(
        one_star=sum(row.one_star for row in rows),
        two_stars=sum(row.two_stars for row in rows),
        three_stars=sum(row.three_stars for row in rows),
        persons=_sum(row.persons_in_clusters for row in rows),
        share=_sum(row.share_in_clusters for row in rows) if region_code else None,
        regions=sum(_number(row) > 0 for row in rows),
    )


def _sum(values: Iterable[float | None]) -> float | None:
    """None where nothing is published."""
    published = [value for value in values if value is not None]
    return sum(published) if published else None


def _number(row: RegionClusters) -> int:
    return row.one_star + row.two_stars + row.three_stars


@remember
def _judged(edition: Edition) -> tuple[RegionClusters, ...]:
    """Counts of all regions that were judged: a few hundred rows, which serve every excerpt."""
    rows = RegionClusters.objects.filter(
        release=edition.release_pk,
        area=Area.EU27,
        rules=DEFAULT_RULES,
        scheme=DEFAULT_SCHEME,
        year=edition.year,
        judged__gt=0,
    )
    return tuple(rows.select_related("region").order_by("region__code"))


def get_cluster_figure(release: Release, region_code: str, scheme: str, group_code: str) -> ClusterFigure:
    """The cell of a region (today's or the published code) and a group. 1 query, 0 when warm; raises NoFigure."""
    return _get_cluster_figure(_edition(release), region_code, scheme, group_code)


@remember
def _get_cluster_figure(edition: Edition, region_code: str, scheme: str, group_code: str) -> ClusterFigure:
    place = Q(region__code=region_code) | Q(current_region__code=region_code)
    figure = (
        ClusterFigure.objects.filter(place, release=edition.release_pk, area=Area.EU27, year=edition.year)
        .filter(group__scheme=scheme, group__code=group_code)
        .select_related("region", "current_region", "group")
        .first()
    )
    if figure is None:
        raise NoFigure(f"No figure is published for {group_code} in {region_code}.")
    return figure


def list_top_regions(release: Release, scheme: str, group_code: str, count: int) -> tuple[ClusterFigure, ...]:
    """The `count` NUTS 2 regions with most persons employed in a group; unions and outsiders left out.

    1 query, 0 when warm.
    """
    return _list_top_regions(_edition(release), scheme, group_code, count)


@remember
def _list_top_regions(edition: Edition, scheme: str, group_code: str, count: int) -> tuple[ClusterFigure, ...]:
    figures = ClusterFigure.objects.filter(
        release=edition.release_pk, area=Area.EU27, year=edition.year, group__scheme=scheme, group__code=group_code
    )
    ranked = figures.filter(region__level=NUTS2, is_union=False, size_rank__isnull=False)
    return tuple(
        ranked.select_related("region", "current_region", "group").order_by("size_rank", "region__code")[:count]
    )


def list_leading_regions(release: Release, count: int) -> tuple[RegionClusters, ...]:
    """The `count` NUTS 2 regions with most three-star clusters, then with most clusters. 1 query, 0 when warm."""
    return _list_leading_regions(_edition(release), count)


@remember
def _list_leading_regions(edition: Edition, count: int) -> tuple[RegionClusters, ...]:
    rows = (row for row in _judged(edition) if row.region.level == NUTS2)
    return tuple(sorted(rows, key=lambda row: (-row.three_stars, -_number(row), row.region.code))[:count])


def list_region_counts(release: Release, codes: tuple[str, ...]) -> tuple[RegionClusters, ...]:
    """Counts of the regions in the order of their codes; codes without a count are left out. 1 query, 0 when warm."""
    rows = {row.region.code: row for row in _judged(_edition(release))}
    return tuple(rows[code] for code in codes if code in rows)


def list_region_cells(
    release: Release, codes: tuple[str, ...], scheme: str, group_code: str
) -> tuple[ClusterFigure, ...]:
    """One group in several regions, in the order of their codes (today's or published). 1 query, 0 when warm."""
    return _list_region_cells(_edition(release), codes, scheme, group_code)


@remember
def _list_region_cells(
    edition: Edition, codes: tuple[str, ...], scheme: str, group_code: str
) -> tuple[ClusterFigure, ...]:
    figures = ClusterFigure.objects.filter(
        Q(region__code__in=codes) | Q(current_region__code__in=codes),
        release=edition.release_pk,
        area=Area.EU27,
        year=edition.year,
        group__scheme=scheme,
        group__code=group_code,
    )
    found: dict[str, ClusterFigure] = {}
    for figure in figures.select_related("region", "current_region", "group").order_by("pk"):
        found.setdefault(figure.current_region.code if figure.current_region else figure.region.code, figure)
        found.setdefault(figure.region.code, figure)
    return tuple(found[code] for code in codes if code in found)


def has_region(code: str) -> bool:
    """Whether any NUTS version knows the code. 1 query."""
    return Region.objects.filter(code=code).exists()


def has_group(scheme: str, code: str) -> bool:
    """1 query."""
    return IndustryGroup.objects.filter(scheme=scheme, code=code).exists()
