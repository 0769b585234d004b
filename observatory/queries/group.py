"""What an industry group's page answers: where it concentrates, its top regions, its trend, and what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from observatory.models import ClusterFigure, GroupFigure, Release, StarCut
from observatory.models.figure import Unjudged
from observatory.queries.cluster_changes import Changes, Cuts, Judging, find_changes
from observatory.queries.gathering import Row, Wanted, columns, gather, objects
from observatory.queries.jumps import find_jumps, series_behind
from observatory.queries.relatedness import Pair, list_related
from observatory.rules import rule_set
from observatory.selection import Selection
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference

NUTS2, COUNTRY = 2, 0


@dataclass(frozen=True, slots=True)
class GroupProfile:
    """`cells` are the NUTS 2 cells of the year, most persons employed first; `years` the European sums.

    `others` are the sums of the year of all groups of the scheme, this one among them; `countries` the cells of
    countries; `related` the closest other groups. `changes` is None where no earlier year was chosen. `jumps` are the
    keys of the cells whose growth runs over a step that is hardly real.
    """

    group: IndustryGroup
    release: Release
    selection: Selection
    years: tuple[GroupFigure, ...]
    cells: tuple[ClusterFigure, ...]
    others: tuple[GroupFigure, ...] = ()
    countries: tuple[ClusterFigure, ...] = ()
    related: tuple[Pair, ...] = ()
    changes: Changes | None = None
    jumps: frozenset[int] = frozenset()

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def of_year(self) -> GroupFigure | None:
        return next((figure for figure in self.years if figure.year == self.year), None)

    @property
    def is_measurable(self) -> bool:
        """Whether the source holds enough of the group's composition for stars and a map."""
        figure = self.of_year
        return figure is not None and figure.unjudged != Unjudged.NOT_MEASURABLE


def get_group_profile(group: IndustryGroup, release: Release, selection: Selection) -> GroupProfile:
    """Everything the page of a group shows; `selection.since` is the year to compare with. 4 queries."""
    sums = _sums(group, release, selection)
    years = tuple(one for one in sums if one.group_id == group.pk)
    cells = list(_cells_of_years(group, release, selection))
    now = [cell for cell in cells if cell.year == int(selection.year)]
    regions = tuple(cell for cell in now if cell.region.level == NUTS2)
    series = series_behind(regions)
    cuts, *known = gather(_cuts(group, release, selection), *([series] if series else []))
    return GroupProfile(
        group=group,
        release=release,
        selection=selection,
        years=years,
        cells=regions,
        others=tuple(one for one in sums if one.year == int(selection.year)),
        countries=tuple(cell for cell in now if cell.region.level == COUNTRY),
        related=list_related(group, release, selection),
        changes=_changes(release, selection, cells, years, cuts),
        jumps=find_jumps(regions, known[0] if known else {}),
    )


def _sums(group: IndustryGroup, release: Release, selection: Selection) -> list[GroupFigure]:
    """European sums of the group in every year, and of all groups of its scheme in the year. 1 query."""
    rows = GroupFigure.objects.filter(
        Q(group=group) | Q(year=selection.year, group__scheme=group.scheme_id), release=release, area=selection.area
    )
    return list(rows.select_related("group").order_by("year", "group__position"))


def _cells_of_years(group: IndustryGroup, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """Cells of regions and countries in the year, and of regions in the year to compare with. 1 query."""
    wanted = Q(year=selection.year, region__level__in=(COUNTRY, NUTS2))
    if selection.since and int(selection.since) < int(selection.year):
        wanted |= Q(year=selection.since, region__level=NUTS2)
    return (
        ClusterFigure.objects.filter(
            wanted, release=release, area=selection.area, group=group, region__is_extra_regio=False, is_union=False
        )
        .select_related("region__country", "current_region", "group")
        .order_by(F("persons_employed").desc(nulls_last=True), "region__code")
    )


def _changes(
    release: Release,
    selection: Selection,
    cells: Sequence[ClusterFigure],
    years: Iterable[GroupFigure],
    cuts: Cuts,
) -> Changes | None:
    """The clusters of two years; None where no earlier year was chosen."""
    if not selection.since or int(selection.since) >= int(selection.year):
        return None
    since, year = int(selection.since), int(selection.year)
    before, after = ([one for one in cells if one.year == at and one.region.level == NUTS2] for at in (since, year))
    publish = [set(one.countries) for one in years if one.year in (since, year)]
    countries = set.intersection(*publish) if len(publish) == 2 else set()
    judging = Judging(rule_set(selection.rules), release.rule_sets.index(selection.rules), cuts)
    return find_changes(before, after, judging, countries, (since, year))


def _cuts(group: IndustryGroup, release: Release, selection: Selection) -> Wanted:
    """By year and test: the group's own cuts, and those of all groups of the scheme together."""
    rows = StarCut.objects.filter(
        Q(group=group) | Q(group=None),
        release=release,
        area=selection.area,
        rules=selection.rules,
        scheme=group.scheme_id,
        year__in=[year for year in (selection.since, selection.year) if year],
    )
    return Wanted("cuts", rows, columns(StarCut), _by_test)


def _by_test(rows: Sequence[Row]) -> dict[tuple[int, str], StarCut]:
    return {(cut.year, cut.test): cut for cut in objects(StarCut, rows)}


def cells_of_group(group: IndustryGroup, release: Release, selection: Selection) -> "QuerySet[ClusterFigure]":
    """Published NUTS 2 cells of one group, year and area: the largest first, those without a figure last."""
    return (
        ClusterFigure.objects.filter(
            release=release,
            area=selection.area,
            year=selection.year,
            group=group,
            region__level=2,
            region__is_extra_regio=False,
            is_union=False,
        )
        .select_related("region__country", "current_region", "group")
        .order_by(F("persons_employed").desc(nulls_last=True), "region__code")
    )


def get_group(scheme: str, code: str) -> IndustryGroup | None:
    """The group of `code` in any spelling of case. No query once the reference data are read."""
    return reference().group(scheme, code)


def list_group_names(scheme: str) -> dict[str, str]:
    """Names by code. No query once the reference data are read."""
    return {group.code: group.name for group in reference().groups_of(scheme)}


def list_years(group: IndustryGroup, release: Release, area: str) -> "QuerySet[GroupFigure]":
    """The group's European sums, oldest first. 1 query."""
    return GroupFigure.objects.filter(release=release, area=area, group=group).order_by("year")
