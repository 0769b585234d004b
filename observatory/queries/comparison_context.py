"""Context of compared regions: figures of other sources, each with its own source and year."""

from collections.abc import Mapping, Sequence

import numpy as np

from observatory.comparison import Compared
from observatory.indicators import ContextIndicator
from observatory.models import ContextFigure, Release
from observatory.models.figure import Area
from observatory.queries.comparison import Line, Value
from observatory.queries.context import ContextChoice, list_context_indicators
from observatory.stats.comparing import Peers, peers_of
from portal.registry.memory import remember
from portal.registry.models import Country

Rows = Mapping[int, Value]


def context_lines(release: Release, keys: Sequence[frozenset[int]], area: str, level: int) -> tuple[Line, ...]:
    """The key indicators of other sources in their latest years. 2 queries once a process, none when warm.

    `keys` are each subject's regions in every version.
    """
    chosen = tuple(one for one in list_context_indicators(release.pk) if one.indicator.is_key)
    if not chosen:
        return ()
    tables = _tables(release.pk, str(release.computed_at), area, level)
    return tuple(_line(one, tables[one.indicator.number], keys) for one in chosen if one.indicator.number in tables)


def _line(one: ContextChoice, table: tuple[Rows, Peers], keys: Sequence[frozenset[int]]) -> Line:
    rows, peers = table
    values = tuple(next((rows[key] for key in sorted(ours) if key in rows), Value(None)) for ours in keys)
    is_ordinal = bool(one.indicator.labels)
    return Line(_compared(one.indicator, one), values, (Peers(0) if is_ordinal else peers,) * len(values))


def _compared(indicator: ContextIndicator, one: ContextChoice) -> Compared:
    formats = {0: "number", 1: "decimal1"}
    return Compared(
        code=f"context-{indicator.code}",
        title=indicator.title,
        unit=indicator.unit,
        direction=indicator.direction,
        format=formats.get(indicator.digits, "decimal2"),  # type: ignore[arg-type]  # one of the format names
        source=one.dataset,
        year=str(one.years[0]),
        labels=indicator.labels,
    )


@remember
def _tables(release: int, computed: str, area: str, level: int) -> Mapping[int, tuple[Rows, Peers]]:
    """By indicator number, values by region key and their peers in the area. 1 query."""
    latest = {one.indicator.number: one.years[0] for one in list_context_indicators(release)}
    found = ContextFigure.objects.filter(
        release=release, indicator__in=list(latest), region__level=level, value__isnull=False
    ).order_by("is_part", "is_union")
    values: dict[int, dict[int, Value]] = {number: {} for number in latest}
    peers: dict[int, list[float]] = {number: [] for number in latest}
    fields = ("indicator", "year", "region", "current_region", "value", "is_part", "is_union",
              "region__country__membership")  # fmt: skip
    for number, year, region, current, value, is_part, is_union, membership in found.values_list(*fields):
        if year != latest[number]:
            continue
        for key in (region, current or region):
            values[number].setdefault(key, Value(value))
        is_in = area == Area.ALL or membership == Country.Membership.EU27
        peers[number] += [value] if is_in and not is_part and not is_union else []
    return {number: (rows, peers_of(np.array(peers[number], dtype=float))) for number, rows in values.items() if rows}
