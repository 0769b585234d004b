"""What an industry group's page answers: where it concentrates, its top regions and its European trend."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from observatory.models import ClusterFigure, GroupFigure, Release
from observatory.models.figure import Unjudged
from observatory.selection import Selection
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class GroupProfile:
    """`cells` are the NUTS 2 cells of the year, most persons employed first; `years` the European sums."""

    group: IndustryGroup
    release: Release
    selection: Selection
    years: tuple[GroupFigure, ...]
    cells: tuple[ClusterFigure, ...]

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
    """Everything the page of a group shows. 2 queries."""
    return GroupProfile(
        group=group,
        release=release,
        selection=selection,
        years=tuple(list_years(group, release, selection.area)),
        cells=tuple(cells_of_group(group, release, selection)),
    )


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
