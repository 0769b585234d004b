"""Figures as rows: whole columns by COPY."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, World
from observatory.computing.cells import is_row
from observatory.computing.counts import count_clusters, has_counts
from observatory.computing.cube import NOWHERE, Figures, Numbers
from observatory.computing.firmness import firmness
from observatory.computing.structures import divisions
from observatory.models import ClusterFigure, RegionClusters, RegionFigure, Release
from observatory.models.figure import NoTotal
from observatory.stats.secrecy import NOTHING_SAID
from observatory.stats.stars import RuleSet
from observatory.stats.totals import Reason
from portal.core.copying import Column, copy_rows

NO_TOTAL = {Reason.HAS_TOTAL: "", Reason.TOO_MUCH_ESTIMATED: NoTotal.TOO_MUCH_ESTIMATED, Reason.NO_KEY: NoTotal.NO_KEY}


def write_region_figures(release: Release, world: World) -> int:
    """Totals of all places and years."""
    places, totals = world.places, world.totals
    where = np.nonzero(places.is_there)
    reasons = np.array([str(NO_TOTAL[reason]) for reason in Reason])
    published = np.isfinite(world.cells.persons[..., divisions(world.cube)]).sum(-1)
    columns = [
        *place_columns(release, world, where),
        *floats(
            where,
            persons_employed=totals.persons,
            published_persons=totals.published,
            estimated_share=totals.estimated_share,
            wages_meur=totals.wages,
            local_units=totals.units,
        ),
        Column("is_national", "bool", totals.is_national[where]),
        Column("no_total", "text", reasons[totals.reason[where]]),
        Column("groups_published", "int2", published[where]),
        Column("sections_published", "int2", totals.sections_published[where]),
    ]
    return copy_rows(RegionFigure, columns)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written beside a cell's own figures: relatedness density (Y, R, G), outlook of stars (K, Y, R, G)."""

    density: Figures
    outlook: np.ndarray


def write_cluster_figures(release: Release, world: World, area: AreaFigures, beside: Beside) -> int:
    """All cells against one area."""
    where = np.nonzero(is_row(world.cells))
    places, cells, derived = where[:2], world.cells, world.derived
    growth, years = derived.growth, world.cube.years
    has_growth = np.isfinite(growth.rate[where]) & np.isfinite(cells.persons[where])
    ranks = area.ranks
    columns = [
        *place_columns(release, world, places),
        Column("area", "text", np.full(len(places[0]), area.code)),
        Column("group_id", "int8", world.cube.groups.ids[where[2]]),
        *floats(
            where,
            persons_employed=cells.persons,
            local_units=cells.units,
            wages_meur=cells.wages,
            location_quotient=area.location_quotient,
            size=area.size,
            focus=area.focus,
            wage_per_person_eur=derived.wage,
            relative_wage=derived.relative_wage,
            persons_per_unit=derived.persons_per_unit,
            density=beside.density,
        ),
        Column("growth", "float8", np.where(has_growth, growth.rate[where], np.nan)),
        Column("growth_from", "int2", years[growth.first[where]], ~has_growth),
        Column("growth_to", "int2", years[growth.last[where]], ~has_growth),
        Column("status", "int2", cells.status[where]),
        Column("marks", "int2", cells.marks[where]),
        Column("total_is_estimated", "bool", (world.totals.estimated_share > 0)[places]),
        *(
            Column(f"{name}_rank", "int4", rank[where], rank[where] == 0)
            for name, rank in (
                ("size", ranks["size"]),
                ("focus", ranks["focus"]),
                ("lq", ranks["location_quotient"]),
                ("wage", ranks["relative_wage"]),
            )
        ),
        *_judgements(area, where),
        _outlook(beside.outlook, where),
    ]
    return copy_rows(ClusterFigure, columns)


def _judgements(area: AreaFigures, where: tuple[Numbers, ...]) -> list[Column]:
    stars, passed, unjudged = (np.stack([one[where] for one in kind], 1) for kind in _verdicts(area))
    return [
        Column("stars", "int2[]", stars, stars < 0),
        Column("passed", "int2[]", passed),
        Column("unjudged", "int2[]", unjudged, unjudged == 0),
    ]


def _outlook(outlook: np.ndarray, where: tuple[Numbers, ...]) -> Column:
    """Nothing is said of a cell under all rule sets or under none."""
    found = np.stack([one[where] for one in outlook], 1)
    return Column("outlook", "int2[]", found, (found == NOTHING_SAID).all(1))


def _verdicts(area: AreaFigures) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return area.stars, area.passed, area.unjudged


def write_region_clusters(release: Release, world: World, area: AreaFigures, rule_sets: Sequence[RuleSet]) -> int:
    """Counts of clusters of every place of the area, by rule set and scheme."""
    where = np.nonzero(has_counts(world, area))
    rows = 0
    for number, rules in enumerate(rule_sets):
        for scheme, code in enumerate(world.cube.groups.schemes):
            counts = count_clusters(world, area, rules, number, scheme)
            judged = counts.judged > 0
            firm = firmness(world, area, rules, number, scheme)
            columns = [
                constant("release_id", "int8", release.pk, where),
                constant("area", "text", area.code, where),
                constant("rules", "text", rules.code, where),
                constant("scheme_id", "text", code, where),
                Column("region_id", "int8", world.places.rows[where]),
                Column("year", "int2", world.cube.years[where[0]]),
                *(
                    Column(name, "int2", values[where])
                    for name, values in (
                        ("one_star", counts.one),
                        ("two_stars", counts.two),
                        ("three_stars", counts.three),
                        ("judged", counts.judged),
                    )
                ),
                *(
                    Column(name, "int2", values[where], ~judged[where])
                    for name, values in (("stars_lost", firm.lost), ("stars_gained", firm.gained))
                ),
                *floats(
                    where,
                    persons_in_clusters=np.where(judged, counts.persons, np.nan),
                    share_in_clusters=counts.share_of(world.totals.persons),
                    strength=counts.strength,
                ),
            ]
            rows += copy_rows(RegionClusters, columns)
    return rows


def place_columns(release: Release, world: World, where: tuple[Numbers, ...]) -> list[Column]:
    current = world.places.current_rows[where]
    return [
        constant("release_id", "int8", release.pk, where),
        Column("region_id", "int8", world.places.rows[where]),
        Column("current_region_id", "int8", current, current == NOWHERE),
        Column("is_union", "bool", world.places.is_union[where[1]]),
        Column("year", "int2", world.cube.years[where[0]]),
    ]


def floats(where: tuple[Numbers, ...], **measures: np.ndarray) -> list[Column]:
    return [Column(name, "float8", values[where]) for name, values in measures.items()]


def constant(name: str, kind: str, value: object, where: tuple[Numbers, ...]) -> Column:
    return Column(name, kind, np.full(len(where[0]), value))  # type: ignore[arg-type]  # kinds are checked by FORMS
