"""Regions like this one: the nearest by structural distance, and what brings each near or sets it apart.

Distances are computed when a release is published (`StructuralPosition`). Who is where, and how far apart two
regions usually are in each variable, is fixed by the release and kept in the process.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

import numpy as np

from observatory.models import Release, StructuralPosition
from observatory.queries.place import Place
from observatory.similarity import Group, Variable, groups, layout, variables
from observatory.stats.quotient import Figures
from observatory.stats.similarity import Position, contributions, typical_contributions
from portal.registry.memory import remember
from portal.registry.models import Region
from portal.registry.reference import reference

NEAR = 3
NEAR_SHARE = 0.25
NUTS2 = 2


@dataclass(frozen=True, slots=True)
class Trait:
    """A variable of two regions in its own unit, `part` of their squared distance, and what it usually adds.

    It brings the two near where `part` is below `usual`, and sets them apart where it is above.
    """

    variable: Variable
    own: float
    other: float
    part: float
    usual: float

    @property
    def gain(self) -> float:
        return self.usual - self.part

    @property
    def is_near(self) -> bool:
        """Whether a reader would call the two alike: at most a quarter as far apart as two regions usually are."""
        return self.part <= self.usual * NEAR_SHARE**2

    @property
    def usual_share(self) -> float | None:
        """How far the two are apart against what is usual, 1 for as far; None where no two regions ever differ."""
        return sqrt(self.part / self.usual) if self.usual else None


@dataclass(frozen=True, slots=True)
class SimilarRegion:
    """`region` is today's where there is one. `missing` are groups of variables that one of the two lacks.

    `is_detailed`: manufacturing was compared by division, not as a whole.
    """

    region: Region
    published: Region
    distance: float
    near: tuple[Trait, ...]
    apart: Trait | None
    missing: tuple[Group, ...] = ()
    is_detailed: bool = False


@dataclass(frozen=True, slots=True)
class Far:
    """A region and its distance; None where the two have too little in common to be compared."""

    region: Region
    published: Region
    distance: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which neighbours are asked for: how many (0 = all), from abroad only, of the same level only."""

    n: int = 5
    is_abroad: bool = False
    is_same_level: bool = True


@dataclass(frozen=True, slots=True)
class Similar:
    """`own` is None where the region has no position in the year; `all` are the compared regions, nearest first.

    `lacks` are the groups of variables that the region itself has no figure for.
    """

    place: Place
    release: Release
    year: int
    wanted: Wanted
    own: StructuralPosition | None
    neighbours: tuple[SimilarRegion, ...] = ()
    all: tuple[Far, ...] = ()
    lacks: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """Every region of a year by its position: (published, today's or None), and what each variable usually adds."""

    regions: tuple[tuple[int, int, int | None], ...]
    usual: Figures


def list_similar(
    place: Place, release: Release, year: int, n: int = 5, *, is_abroad: bool = False, is_same_level: bool = True
) -> tuple[SimilarRegion, ...]:
    """The `n` regions nearest to `place`, the nearest first; none where it has no position. 2 queries, 1 more once."""
    return get_similar(place, release, year, Wanted(n, is_abroad, is_same_level)).neighbours


def get_similar(place: Place, release: Release, year: int, wanted: Wanted) -> Similar:
    """Everything the page of similar regions shows. 2 queries, 1 more once for each release and year."""
    rows = StructuralPosition.objects.filter(place.own_figures(), release=release, year=year)
    own = rows.order_by("region_id").first()
    if own is None:
        return Similar(place, release, year, wanted, None)
    field = _field(release.pk, release.computed_at, year)
    known = _by_distance(own, field, wanted)
    return Similar(
        place=place,
        release=release,
        year=year,
        wanted=wanted,
        own=own,
        neighbours=_neighbours(own, release, [one for one in known if one[1].distance is not None], field, wanted.n),
        all=tuple(far for _, far in known),
        lacks=_groups_without(np.isfinite(_array(own.variables))),
    )


@remember
def _field(release: int, _computed_at: datetime | None, year: int) -> _Field:
    """Who is where, and what a variable usually adds between two regions of NUTS 2. 1 query, none when asked before.

    The moment of computing is part of the question: the same release may be computed again.
    """
    rows = StructuralPosition.objects.filter(release=release, year=year).order_by("position")
    fields = rows.values_list("position", "region_id", "current_region_id", "region__level", "variables")
    known = list(fields)
    table = [row[4] for row in known if row[3] == NUTS2] or [row[4] for row in known]
    shape = np.array(table, dtype=float) if table else np.full((1, len(variables())), np.nan)
    return _Field(tuple((row[0], row[1], row[2]) for row in known), typical_contributions(shape))


def _by_distance(own: StructuralPosition, field: _Field, wanted: Wanted) -> list[tuple[int, Far]]:
    """(position, region with its distance) of all that may be neighbours: the nearest first, unknown ones last."""
    by_id = {region.pk: region for region in reference().regions}
    home = by_id[own.region_id]
    found = []
    for position, published, current in field.regions:
        region = by_id[published]
        if position != own.position and _may_be_neighbour(region, home, wanted):
            found.append((position, Far(by_id[current or published], region, own.distances[position])))
    return sorted(found, key=lambda one: (one[1].distance is None, one[1].distance or 0.0, one[1].published.code))


def _may_be_neighbour(region: Region, home: Region, wanted: Wanted) -> bool:
    """A region inside another, or around it, is no neighbour of it."""
    if wanted.is_abroad and region.country_id == home.country_id:
        return False
    if wanted.is_same_level:
        return region.level == home.level
    return not (region.code.startswith(home.code) or home.code.startswith(region.code))


def _neighbours(
    own: StructuralPosition, release: Release, known: Sequence[tuple[int, Far]], field: _Field, n: int
) -> tuple[SimilarRegion, ...]:
    """The first `n` with their traits. 1 query."""
    wanted = known[:n] if n else known
    rows = StructuralPosition.objects.filter(
        release=release, year=own.year, position__in=[position for position, _ in wanted]
    )
    vectors = {row[0]: Position(_array(row[1]), _array(row[2])) for row in rows.values_list(
        "position", "raw", "variables")}  # fmt: skip
    home = Position(_array(own.raw), _array(own.variables))
    return tuple(_similar(far, home, vectors[position], field) for position, far in wanted)


def _similar(far: Far, home: Position, other: Position, field: _Field) -> SimilarRegion:
    parts = contributions(home, other, layout())
    traits = sorted(_traits(parts, home, other, field.usual), key=lambda trait: (not trait.is_near, -trait.gain))
    near = tuple(trait for trait in traits[:NEAR] if trait.gain > 0)
    return SimilarRegion(
        region=far.region,
        published=far.published,
        distance=far.distance or 0.0,
        near=near,
        apart=max((one for one in traits if one not in near), key=lambda one: one.part, default=None),
        missing=_groups_without(np.isfinite(parts)),
        is_detailed=bool(np.isfinite(parts[layout().compositions[0]]).any()),
    )


def _traits(parts: Figures, home: Position, other: Position, usual: Figures) -> Iterator[Trait]:
    for place, variable in enumerate(variables()):
        if np.isfinite(parts[place]) and np.isfinite(home.raw[place]) and np.isfinite(other.raw[place]):
            normal = float(usual[place]) if np.isfinite(usual[place]) else 0.0
            yield Trait(variable, float(home.raw[place]), float(other.raw[place]), float(parts[place]), normal)


def _groups_without(known: "np.ndarray") -> tuple[Group, ...]:
    """Groups of variables of which nothing is known."""
    held = {variable.group.code for variable, is_known in zip(variables(), known, strict=True) if is_known}
    return tuple(group for group in groups() if group.code not in held)


def _array(values: Sequence[float | None]) -> Figures:
    return np.array(values, dtype=float)
