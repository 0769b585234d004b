"""Figures of context as rows of `ContextFigure`: a row for every region that shows one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from observatory.indicators import context_indicators
from observatory.loading.context.joining import OF_EU, Atlas, ContextFigures, Member, PlacedZone
from observatory.loading.context.ranking import Place, places_of
from observatory.loading.context.reading import ContextReading, Progress
from observatory.models import ContextFigure
from portal.core.copying import Column, copy_rows

NO_REGION = Member(0, None)
Row = tuple[ContextFigures, Member, Place, bool]


def write_context(release_id: int, reading: ContextReading, progress: Progress) -> int:
    """Write all figures of context under `release_id`; returns how many rows. Inside the load's transaction."""
    rows = list(rows_of(reading))
    if not rows:
        return 0
    return copy_rows(ContextFigure, _columns(release_id, rows), lambda done: progress("context", done, len(rows)))


def rows_of(reading: ContextReading) -> Iterator[Row]:
    """Every figure with each region that shows it, its place, and whether it is a sum over former regions."""
    for figure, place in zip(reading.figures, places_of(reading.figures), strict=True):
        for member in figure.zone.members or (NO_REGION,):
            yield figure, member, place, False
    if reading.atlas is not None:
        for figure in sums_of(reading.figures, reading.atlas):
            yield figure, figure.zone.members[0], (0, 0), True


def sums_of(figures: Sequence[ContextFigures], atlas: Atlas) -> Iterator[ContextFigures]:
    """Totals of today's regions that are exact sums of published ones, where each of these has a figure.

    Shares, scores and figures per head are never summed, nor are figures of zones that are no regions.
    """
    totals = [one for one in figures if context_indicators()[one.indicator].is_total and one.zone.level != OF_EU]
    by_kind: dict[tuple[str, int, int, str], dict[str, ContextFigures]] = defaultdict(dict)
    for one in totals:
        if len(one.zone.members) == 1 and not one.zone.members[0].is_part:
            by_kind[one.dataset, one.indicator, one.year, one.zone.version][one.zone.code] = one
    unions = {version: atlas.unions(version) for version in {kind[3] for kind in by_kind}}
    for kind, published in by_kind.items():
        for region, codes in unions[kind[3]]:
            parts = [published.get(code) for code in codes]
            if all(part is not None and not np.isnan(part.value) for part in parts):
                member = Member(region.pk, region.pk)
                zone = PlacedZone(region.code, region.name, region.version, region.level, "", (member,))
                yield _sum([part for part in parts if part is not None], zone)


def _sum(parts: Sequence[ContextFigures], zone: PlacedZone) -> ContextFigures:
    marks = 0
    for part in parts:
        marks |= part.marks
    return replace(
        parts[0],
        zone=zone,
        value=sum(part.value for part in parts),
        status=int(max(part.status for part in parts)),
        marks=marks,
    )


def _columns(release_id: int, rows: Sequence[Row]) -> list[Column]:
    figures, members = [row[0] for row in rows], [row[1] for row in rows]
    ranks = np.array([row[2] for row in rows])
    regions = np.array([member.region for member in members])
    currents = np.array([member.current or 0 for member in members])
    return [
        Column("release_id", "int8", np.full(len(rows), release_id)),
        Column("dataset", "text", np.array([one.dataset for one in figures])),
        Column("indicator", "int2", np.array([one.indicator for one in figures])),
        Column("zone", "text", np.array([one.zone.code for one in figures])),
        Column("zone_name", "text", np.array([one.zone.name for one in figures])),
        Column("region_id", "int8", regions, regions == 0),
        Column("current_region_id", "int8", currents, currents == 0),
        Column("is_part", "bool", np.array([member.is_part for member in members])),
        Column("is_union", "bool", np.array([row[3] for row in rows])),
        Column("year", "int2", np.array([one.year for one in figures])),
        Column("period", "text", np.array([one.period for one in figures])),
        Column("value", "float8", np.array([one.value for one in figures])),
        Column("label", "text", np.array([one.label for one in figures])),
        Column("status", "int2", np.array([int(one.status) for one in figures])),
        Column("marks", "int2", np.array([one.marks for one in figures])),
        Column("rank", "int2", ranks[:, 0], ranks[:, 0] == 0),
        Column("ranked", "int2", ranks[:, 1], ranks[:, 1] == 0),
    ]
