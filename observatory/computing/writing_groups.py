"""Sums of groups and cuts of tests as rows: few, so the ordinary way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from observatory.computing.areas import AreaFigures, FoundCut, World
from observatory.computing.structures import Concentrations, concentrations
from observatory.models import GroupFigure, Release, StarCut


def write_group_figures(release: Release, world: World, area: AreaFigures) -> int:
    """Sums of the groups over the area, and how concentrated they are. Few rows, so the ordinary way."""
    found = concentrations(world, area)
    rows = [
        _group_figure(GroupOfYear(release, world, area, year, group), found)
        for year in range(len(world.cube.years))
        for group in range(len(world.cube.groups.ids))
    ]
    return len(GroupFigure.objects.bulk_create(rows, batch_size=1000))


@dataclass(frozen=True, slots=True)
class GroupOfYear:
    """One group in one year (both as indices)."""

    release: Release
    world: World
    area: AreaFigures
    year: int
    group: int


def _group_figure(place: GroupOfYear, concentrated: Concentrations) -> GroupFigure:
    world, year, group, sums = place.world, place.year, place.group, place.area.sums
    countries = np.flatnonzero(sums.reference.publishes[year, :, group])
    return GroupFigure(
        release=place.release,
        area=place.area.code,
        group_id=int(world.cube.groups.ids[group]),
        year=int(world.cube.years[year]),
        persons_employed=_number(sums.reference.group[year, group]),
        total_persons=_number(sums.reference.total[year, group]),
        local_units=_number(sums.units[year, group]),
        wages_meur=_number(sums.wages[year, group]),
        countries=[world.cube.places.countries[country] for country in countries],
        area_share=_number(sums.reference.area_share[year, group]),
        composition_share=float(world.cube.groups.held[group]),
        regions_published=int(sums.regions[year, group]),
        unjudged=int(sums.unjudged[year, group]) or None,
        trend_index=_number(sums.trend[year, group]),
        total_trend_index=_number(sums.total_trend[year, group]),
        gini_concentration=_number(concentrated.gini[year, group]),
        top5_share=_number(concentrated.top5[year, group]),
        top10_share=_number(concentrated.top10[year, group]),
    )


def write_cuts(release: Release, world: World, area: AreaFigures) -> int:
    """The cut of every test; one row a scheme where it is the same for all groups."""
    rows = [row for found in area.cuts for row in _cut_rows(release, world, area.code, found)]
    return len(StarCut.objects.bulk_create(rows, batch_size=2000))


def _cut_rows(release: Release, world: World, area: str, found: FoundCut) -> Iterator[StarCut]:
    groups, part = world.cube.groups, found.part
    is_common = found.test.kind == "fixed" or found.test.scope == "all-traded"
    for year, place in np.argwhere(np.isfinite(found.values[:, : 1 if is_common else None])):
        yield StarCut(
            release=release,
            area=area,
            rules=found.rules,
            test=found.test.code,
            scheme_id=groups.schemes[part.scheme],
            group_id=None if is_common else int(groups.ids[part.groups[place]]),
            year=int(world.cube.years[year]),
            cut=float(found.values[year, place]),
            n=None if found.test.kind == "fixed" else int(found.n[year, place]),
        )


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
