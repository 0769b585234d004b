"""Where it would hurt if an industry shrank: persons employed and their share of the region, by region."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from observatory.models import ClusterFigure, GroupFigure, Release, Status
from observatory.models.figure import Unjudged
from observatory.queries.question_regions import today
from observatory.queries.questions import inside_area
from observatory.queries.relatedness import Pair, list_related
from observatory.selection import Selection
from portal.registry.models import IndustryGroup, Region
from portal.registry.reference import reference

RELATED_SCHEME = "nace"  # groups of the other schemes overlap, so they cannot be added up
FIELDS = ("region_id", "persons_employed", "focus", "status", "marks")


@dataclass(frozen=True, slots=True)
class Exposed:
    """One region, as published and as it is called today. `focus` is the share of the region's total, 0–1.

    With related groups `persons` and `focus` are sums over what is published, and `missing` counts the groups that
    are not among them. `is_confidential` where the group's own figure is.
    """

    region: Region
    published: Region
    persons: float | None
    focus: float | None
    missing: int = 0
    is_confidential: bool = False
    status: int = Status.FINAL
    marks: int = 0

    @property
    def exposure(self) -> float | None:
        """Focus × persons employed: high where many work in it and the region depends on it."""
        return None if self.persons is None or self.focus is None else self.persons * self.focus


@dataclass(frozen=True, slots=True)
class Exposure:
    """`rows` have a figure, the most exposed first; `unknown` have none. `related` are the groups that shrink too.

    Of a group that is not measurable, for the source holds too little of it, there are no rows at all.
    """

    release: Release
    selection: Selection
    group: IndustryGroup
    rows: tuple[Exposed, ...]
    unknown: tuple[Exposed, ...]
    related: tuple[Pair, ...] = ()
    is_measurable: bool = True

    @property
    def persons(self) -> float:
        return sum(one.persons or 0.0 for one in self.rows)

    @property
    def confidential(self) -> int:
        return sum(one.is_confidential for one in self.unknown)


def get_exposure(
    group: IndustryGroup, release: Release, selection: Selection, least_proximity: float | None = None
) -> Exposure:
    """Every NUTS 2 region of which the source says anything about the group. 2 queries; 4 with related groups."""
    if not _is_measurable(group, release, selection):
        return Exposure(release, selection, group, (), (), is_measurable=False)
    related = _related(group, release, selection, least_proximity)
    known = _own(group, release, selection)
    if related:
        known = _with_related(known, related, release, selection)
    rows = [one for one in known if one.exposure is not None]
    rows.sort(key=lambda one: (-(one.exposure or 0.0), one.region.code))
    unknown = sorted((one for one in known if one.exposure is None), key=lambda one: one.region.code)
    return Exposure(release, selection, group, tuple(rows), tuple(unknown), related)


def _is_measurable(group: IndustryGroup, release: Release, selection: Selection) -> bool:
    """Whether the source holds enough of the group's composition for a map. 1 query."""
    sums = GroupFigure.objects.filter(release=release, area=selection.area, year=selection.year, group=group)
    return not sums.filter(unjudged=Unjudged.NOT_MEASURABLE).exists()


def _related(
    group: IndustryGroup, release: Release, selection: Selection, least_proximity: float | None
) -> tuple[Pair, ...]:
    if least_proximity is None or group.scheme_id != RELATED_SCHEME:
        return ()
    near = list_related(group, release, selection)
    return tuple(pair for pair in near if (pair.proximity or 0.0) >= least_proximity)


def _cells(release: Release, selection: Selection) -> Q:
    return inside_area(selection.area) & Q(
        release=release,
        area=selection.area,
        year=selection.year,
        region__level=2,
        region__is_extra_regio=False,
        is_union=False,
    )


def _own(group: IndustryGroup, release: Release, selection: Selection) -> list[Exposed]:
    regions = {region.pk: region for region in reference().regions}
    rows = ClusterFigure.objects.filter(_cells(release, selection), group=group).order_by("region_id")
    return [
        Exposed(
            region=today(regions[region_id]),
            published=regions[region_id],
            persons=persons,
            focus=focus,
            is_confidential=persons is None and status == Status.CONFIDENTIAL,
            status=status,
            marks=marks,
        )
        for region_id, persons, focus, status, marks in rows.values_list(*FIELDS)
    ]


def _with_related(
    known: list[Exposed], related: tuple[Pair, ...], release: Release, selection: Selection
) -> list[Exposed]:
    """The published cells of the related groups added; a region whose own figure is unknown stays unknown. 1 query."""
    others = [pair.other.pk for pair in related]
    rows = ClusterFigure.objects.filter(_cells(release, selection), group__in=others).order_by().values("region_id")
    sums = rows.annotate(
        persons=Sum("persons_employed"), share=Sum("focus"), published=Count("persons_employed")
    ).values_list("region_id", "persons", "share", "published")
    by_region = {region: Sums(persons or 0.0, share or 0.0, count) for region, persons, share, count in sums}
    return [_added(one, by_region.get(one.published.pk, Sums()), len(others)) for one in known]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is published of the related groups in a region: persons employed, focus, and how many groups."""

    persons: float = 0.0
    focus: float = 0.0
    published: int = 0


def _added(one: Exposed, sums: Sums, others: int) -> Exposed:
    if one.persons is None or one.focus is None:
        return one
    missing = others - sums.published
    return replace(one, persons=one.persons + sums.persons, focus=one.focus + sums.focus, missing=missing)
