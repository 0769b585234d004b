"""The statistical clusters of an organisation's region and industries, from the published release."""

from dataclasses import dataclass

from observatory.models import ClusterFigure, Release
from observatory.models.figure import Area
from observatory.queries.place import Place, get_place
from observatory.queries.release import NoRelease, get_release
from portal.core.errors import NotFound
from portal.registry.models import ClusterOrganisation, IndustryGroup
from portal.registry.reference import reference

FIGURES_LEVEL = 4  # letters of a code of NUTS 2, the level of the figures


@dataclass(frozen=True, slots=True)
class Local:
    """The figures of an organisation's groups in the region around it, in the release's default year.

    `place` is None outside the figures' regions; `cells` by id of their group.
    """

    groups: tuple[IndustryGroup, ...]
    place: Place | None = None
    release: Release | None = None
    cells: tuple[ClusterFigure, ...] = ()

    def cell_of(self, group: IndustryGroup) -> ClusterFigure | None:
        return next((cell for cell in self.cells if cell.group_id == group.pk), None)


def get_local(organisation: ClusterOrganisation) -> Local:
    """2 queries, 1 more once a process; none for an organisation without groups or outside the regions."""
    groups = groups_of(organisation)
    code = organisation.region_code[:FIGURES_LEVEL]
    if not groups or len(code) < FIGURES_LEVEL:
        return Local(groups)
    try:
        return _figures(get_place(code), groups)
    except (NoRelease, NotFound):
        return Local(groups)


def groups_of(organisation: ClusterOrganisation) -> tuple[IndustryGroup, ...]:
    """Its industry groups in its own order; keys that no scheme knows are left out. No query of its own."""
    known = {f"{group.scheme_id}:{group.code}": group for group in reference().groups}
    return tuple(known[key] for key in organisation.groups if key in known)


def _figures(place: Place, groups: tuple[IndustryGroup, ...]) -> Local:
    release = get_release()
    if release.default_year is None:
        return Local(groups)
    rows = ClusterFigure.objects.filter(
        place.own_figures(),
        release=release,
        area=Area.EU27,
        year=release.default_year,
        group__in=[group.pk for group in groups],
    )
    cells = tuple(rows.select_related("region__country", "current_region").order_by("is_union", "pk"))
    known = {group.pk: group for group in groups}
    for cell in cells:
        cell.group = known[cell.group_id]
    return Local(groups, place, release, cells)
