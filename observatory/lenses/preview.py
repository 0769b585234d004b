"""What a scheme would show: coverage of its groups, clusters by stars, the strongest cells."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from observatory.computing.compute import latest_complete_year
from observatory.computing.one_scheme import Lens, look_through
from observatory.models import Release
from observatory.queries.release import DEFAULT_RULES
from observatory.stats.groups import LEAST_MEASURABLE
from portal.registry.models import IndustryGroup, Region

STRONGEST = 5


@dataclass(frozen=True, slots=True)
class GroupPreview:
    """`coverage` is the share of its weights that the source carries, 0–1; `clusters` None where not measurable."""

    code: str
    name: str
    market: str
    coverage: float
    clusters: int | None


@dataclass(frozen=True, slots=True)
class CellPreview:
    region: str
    region_name: str
    group: str
    stars: int
    location_quotient: float
    persons_employed: float


@dataclass(frozen=True, slots=True)
class Preview:
    """Of the release's default year, under its usual rules, against the EU-27; `stars` counts one, two, three."""

    release: str
    year: int
    stars: tuple[int, ...]
    groups: tuple[GroupPreview, ...]
    strongest: tuple[CellPreview, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def preview_scheme(release: Release, scheme: str) -> Preview:
    """Computed in memory, nothing is written or published. 14 queries and some seconds. Raises NothingToCompute."""
    lens = look_through(release, scheme)
    year = latest_complete_year(lens.inputs, lens.world)
    place = lens.inputs.cube.years.tolist().index(year)
    rules = [rules.code for rules in lens.inputs.rule_sets].index(DEFAULT_RULES)
    stars = lens.area.stars[rules][place]
    groups = list(IndustryGroup.everything.filter(scheme=scheme).order_by("position"))
    return Preview(
        release=release.code,
        year=year,
        stars=tuple(int((stars == count).sum()) for count in (1, 2, 3)),
        groups=tuple(_group(group, lens, stars[:, number], number) for number, group in enumerate(groups)),
        strongest=_strongest(lens, place, stars, groups),
    )


def _group(group: IndustryGroup, lens: Lens, stars: np.ndarray, number: int) -> GroupPreview:
    coverage = float(lens.inputs.cube.groups.held[number])
    is_judged = coverage >= LEAST_MEASURABLE and group.market == IndustryGroup.Market.TRADED
    clusters = int((stars >= 1).sum()) if is_judged else None
    return GroupPreview(group.code, group.name, group.market, coverage, clusters)


def _strongest(lens: Lens, year: int, stars: np.ndarray, groups: list[IndustryGroup]) -> tuple[CellPreview, ...]:
    """The cells with the most stars, the highest quotients first."""
    quotients = lens.area.location_quotient[year]
    order = np.lexsort((-np.nan_to_num(quotients).ravel(), -stars.ravel().astype(int)))[:STRONGEST]
    cells = [np.unravel_index(place, stars.shape) for place in order.tolist()]
    rows = {region: int(lens.world.places.rows[year, region]) for region, group in cells if stars[region, group] > 0}
    names = Region.objects.in_bulk(rows.values())
    return tuple(
        CellPreview(
            region=names[rows[region]].code,
            region_name=names[rows[region]].name_latin,
            group=groups[group].name,
            stars=int(stars[region, group]),
            location_quotient=float(quotients[region, group]),
            persons_employed=float(lens.world.cells.persons[year, region, group]),
        )
        for region, group in cells
        if stars[region, group] > 0
    )
