"""A world with figures drawn by a seed, and questions about it."""

from dataclasses import dataclass
from random import Random

import msgspec

from observatory.models import ClusterFigure, RegionClusters, Release, Status
from observatory.models.figure import Unjudged
from observatory.queries.answering import answer_question
from observatory.queries.questions import Answer
from observatory.questions import Question, questions
from observatory.selection import Selection
from tests.observatory.worlds import World, build_world

CHOSEN = Selection(year="2014", area="eu27")


def one_of(kind: str, **changes: object) -> Question:
    """The first question of a kind with other parameters."""
    found = next(one for one in questions() if one.kind == kind)
    return msgspec.structs.replace(found, **changes)


def asked(kind: str, release: Release, chosen: Selection = CHOSEN, **changes: object) -> Answer:
    return answer_question(one_of(kind, **changes), release, chosen)


@dataclass(frozen=True)
class Drawn:
    """The world and all its cells of both years, as plain rows."""

    world: World
    cells: tuple[ClusterFigure, ...]

    @property
    def release(self) -> Release:
        return self.world.release


def random_world(seed: int) -> Drawn:
    """Ten regions × six groups × two years; some cells confidential, some not judged, some without a total."""
    world, draw = build_world(regions=10, groups=6), Random(seed)
    cells = list(ClusterFigure.objects.select_related("region", "group"))
    for cell in cells:
        _throw(cell, draw)
    fields = (
        "persons_employed",
        "focus",
        "location_quotient",
        "growth",
        "relative_wage",
        "stars",
        "unjudged",
        "status",
    )
    ClusterFigure.objects.bulk_update(cells, fields)
    for row in RegionClusters.objects.all():
        row.one_star, row.two_stars, row.three_stars = (draw.randrange(4) for _ in range(3))
        row.judged, row.stars_lost, row.stars_gained = draw.randrange(3), draw.randrange(3), draw.randrange(3)
        row.save()
    return Drawn(world, tuple(cells))


def _throw(cell: ClusterFigure, draw: Random) -> None:
    kind = draw.random()
    cell.persons_employed = float(draw.randrange(100, 40_000))
    cell.location_quotient, cell.focus = draw.uniform(0.1, 4), draw.uniform(0, 0.2)
    cell.growth, cell.relative_wage = draw.uniform(-0.1, 0.1), draw.uniform(0.5, 3)
    cell.stars, cell.unjudged, cell.status = [draw.randrange(4) for _ in range(4)], [None] * 4, Status.FINAL
    if kind < 0.2:
        cell.persons_employed = cell.location_quotient = cell.focus = cell.growth = cell.relative_wage = None
        cell.stars, cell.unjudged, cell.status = [None] * 4, [Unjudged.NO_FIGURE] * 4, Status.CONFIDENTIAL
    elif kind < 0.35:
        cell.location_quotient = cell.focus = None
        cell.stars, cell.unjudged = [None] * 4, [Unjudged.NO_TOTAL] * 4
