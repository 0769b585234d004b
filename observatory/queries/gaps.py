"""What is not published: cells by country and year, and totals that need estimates."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from observatory.models import ClusterFigure, GroupFigure, RegionFigure, Release, Status
from observatory.models.figure import Area
from observatory.queries.release import DEFAULT_SCHEME
from portal.registry.memory import remember
from portal.registry.models import Country

NUTS2 = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """One country in one year: cells of its NUTS 2 regions × the divisions that the source carries, and totals.

    `published + confidential + missing` are all `cells`. Of the `regions`, `with_total` have a total, `estimated` of
    them one that is partly estimated.
    """

    country: Country
    year: int
    regions: int
    cells: int
    published: int
    confidential: int
    with_total: int
    estimated: int

    @property
    def missing(self) -> int:
        return self.cells - self.published - self.confidential

    @property
    def without_total(self) -> int:
        return self.regions - self.with_total


def list_gaps(release: Release) -> tuple[Gap, ...]:
    """Every country and year of the release, by year and protocol order. 3 queries, none once they were asked."""
    return _gaps(release.pk, release.computed_at.isoformat() if release.computed_at else "")


@remember
def _gaps(release: int, _computed_at: str) -> tuple[Gap, ...]:
    """Kept by release and the moment its figures were computed: they do not change in between."""
    cells, carried = _cells(release), _carried(release)
    rows = RegionFigure.objects.filter(
        release=release, region__level=NUTS2, region__is_extra_regio=False, is_union=False
    ).values("year", "region__country")
    totals = rows.annotate(
        regions=Count("pk"),
        with_total=Count("persons_employed"),
        estimated=Count("pk", filter=Q(estimated_share__gt=0, persons_employed__isnull=False)),
    ).order_by("year", "region__country__protocol_order")
    countries = Country.objects.in_bulk()
    found = []
    for row in totals:
        published, confidential = cells.get((row["year"], row["region__country"]), (0, 0))
        found.append(
            Gap(
                country=countries[row["region__country"]],
                year=row["year"],
                regions=row["regions"],
                cells=row["regions"] * carried,
                published=published,
                confidential=confidential,
                with_total=row["with_total"],
                estimated=row["estimated"],
            )
        )
    return tuple(found)


def _cells(release: int) -> dict[tuple[int, str], tuple[int, int]]:
    """Published and confidential cells by year and country. 1 query over the cells of the scheme."""
    rows = ClusterFigure.objects.filter(
        release=release,
        area=Area.ALL,
        group__scheme=DEFAULT_SCHEME,
        region__level=NUTS2,
        region__is_extra_regio=False,
        is_union=False,
    )
    counts = rows.values("year", country=F("region__country")).annotate(
        published=Count("persons_employed"),
        confidential=Count("pk", filter=Q(persons_employed__isnull=True, status=Status.CONFIDENTIAL)),
    )
    return {(row["year"], row["country"]): (row["published"], row["confidential"]) for row in counts.order_by()}


def _carried(release: int) -> int:
    """How many divisions the source carries at all: not those that no country publishes in any year. 1 query."""
    held = GroupFigure.objects.filter(release=release, area=Area.ALL, group__scheme=DEFAULT_SCHEME)
    return held.filter(composition_share__gt=0).values("group").distinct().count()
