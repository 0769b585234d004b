"""What the methodology page asks of the live release: one worked example, counts by rule set, totals, coverage."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from observatory.models import ClusterFigure, GroupFigure, RegionClusters, RegionFigure, Release
from observatory.models.figure import Area
from observatory.queries.release import DEFAULT_RULES, DEFAULT_SCHEME
from portal.registry.models import Scheme

NUTS2 = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A real cell with everything its measures are worked out from; `start` and `end` are E in the growth years."""

    figure: ClusterFigure
    total: RegionFigure
    sums: GroupFigure
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Results of one rule set in one area: cells with result 1, 2 and 3, and the regions that have any."""

    rules: str
    area: str
    one: int
    two: int
    three: int
    regions: int


@dataclass(frozen=True, slots=True)
class TotalsCount:
    """NUTS 2 regions with figures in the year: with a total, with a partly estimated one, and the codes without."""

    regions: int
    with_total: int
    partly_estimated: int
    national: int
    without: tuple[str, ...]


def get_example(release: Release) -> Example | None:
    """The largest cell with the most stars of the default rules; None where nothing was judged. At most 4 queries."""
    figure = _largest_cell(release)
    if figure is None:
        return None
    total = RegionFigure.objects.get(release=release, region=figure.region_id, year=figure.year)
    sums = GroupFigure.objects.get(release=release, area=figure.area, group=figure.group_id, year=figure.year)
    start, end = _growth_ends(figure)
    return Example(figure, total, sums, start, end)


def _largest_cell(release: Release) -> ClusterFigure | None:
    stars = f"stars__{release.rule_sets.index(DEFAULT_RULES)}"
    cells = ClusterFigure.objects.filter(
        release=release,
        area=Area.EU27,
        year=release.default_year or 0,
        group__scheme=DEFAULT_SCHEME,
        region__level=NUTS2,
        **{f"{stars}__isnull": False},
    ).select_related("region", "current_region", "group")
    return cells.order_by(F(stars).desc(), "-persons_employed").first()


def _growth_ends(figure: ClusterFigure) -> tuple[float | None, float | None]:
    """Persons employed in the first and last year of the cell's growth, whatever its NUTS version then. 1 query."""
    same = Q(region=figure.region_id)
    if figure.current_region_id:
        same |= Q(current_region=figure.current_region_id)
    rows = ClusterFigure.objects.filter(
        same,
        release=figure.release_id,
        area=figure.area,
        group=figure.group_id,
        year__in=[year for year in (figure.growth_from, figure.growth_to) if year],
    )
    by_year = dict(rows.values_list("year", "persons_employed"))
    return by_year.get(figure.growth_from or 0), by_year.get(figure.growth_to or 0)


def count_results(release: Release) -> list[RuleCount]:
    """Statistical clusters of the default scheme and year by rule set and area, NUTS 2. 1 query."""
    has_any = Q(one_star__gt=0) | Q(two_stars__gt=0) | Q(three_stars__gt=0)
    rows = (
        RegionClusters.objects.filter(
            release=release, scheme=DEFAULT_SCHEME, year=release.default_year or 0, region__level=NUTS2
        )
        .values("rules", "area")
        .annotate(
            one=Sum("one_star"),
            two=Sum("two_stars"),
            three=Sum("three_stars"),
            regions=Count("region", filter=has_any),
        )
    )
    return [RuleCount(**row) for row in rows]


def count_totals(release: Release) -> TotalsCount:
    """How many regions of all countries have a total in the default year. 1 query."""
    rows = list(
        RegionFigure.objects.filter(
            release=release,
            year=release.default_year or 0,
            region__level=NUTS2,
            region__is_extra_regio=False,
            is_union=False,
            published_persons__isnull=False,
        )
        .order_by("region__code")
        .values_list("region__code", "persons_employed", "estimated_share", "is_national")
    )
    return TotalsCount(
        regions=len(rows),
        with_total=sum(persons is not None for _, persons, _, _ in rows),
        partly_estimated=sum(persons is not None and (part or 0) > 0 for _, persons, part, _ in rows),
        national=sum(is_national for _, _, _, is_national in rows),
        without=tuple(code for code, persons, _, _ in rows if persons is None),
    )


def list_coverage(release: Release) -> list[GroupFigure]:
    """Every group of every scheme in the default year against the EU-27, in order. 1 query."""
    rows = GroupFigure.objects.filter(release=release, area=Area.EU27, year=release.default_year or 0)
    return list(rows.select_related("group").order_by("group__scheme__position", "group__position"))


def list_schemes() -> list[Scheme]:
    """1 query."""
    return list(Scheme.objects.order_by("position"))
