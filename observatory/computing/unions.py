"""Today's regions that are exact sums of published ones: shown on their own page, never ranked."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

import numpy as np

from observatory.computing.cells import Cells
from observatory.computing.cube import NO_ROW, NOWHERE, NUTS2, Figures, Places, Union
from observatory.computing.totals import PlaceTotals
from observatory.models import Status
from observatory.stats.totals import Reason

OF_COUNTRIES = ("countries", "mean_wage")


def add_unions(
    places: Places, cells: Cells, totals: PlaceTotals, unions: Sequence[Union]
) -> tuple[Places, Cells, PlaceTotals]:
    """The same tables with one more place for every union, a figure only where every member has one."""
    by_row = [list(same) for _, same in groupby(sorted(unions, key=lambda one: one.row), key=lambda one: one.row)]
    if not by_row:
        return places, cells, totals
    years = len(places.rows)
    return (
        _with_places(places, by_row, years),
        Cells(**{f.name: _with_cells(getattr(cells, f.name), f.name, by_row) for f in fields(Cells)}),
        _with_totals(totals, by_row),
    )


def _with_places(places: Places, by_row: list[list[Union]], years: int) -> Places:
    rows = np.full((years, len(by_row)), NOWHERE)
    codes = np.full((years, len(by_row)), "", dtype=places.codes.dtype)
    for column, same in enumerate(by_row):
        for union in same:
            rows[union.year, column], codes[union.year, column] = union.row, union.code
    first = [same[0] for same in by_row]
    no = np.zeros(len(by_row), dtype=bool)
    return replace(
        places,
        codes=np.hstack([places.codes, codes]),
        rows=np.hstack([places.rows, rows]),
        current_rows=np.hstack([places.current_rows, rows]),
        level=np.append(places.level, [one.level for one in first]),
        country=np.append(places.country, [places.country[one.members[0]] for one in first]),
        parent=np.hstack([places.parent, np.full_like(rows, NOWHERE)]),
        is_extra_regio=np.append(places.is_extra_regio, no),
        is_only=np.append(places.is_only, no),
        is_union=np.append(places.is_union, ~no),
    )


def _with_cells(values: np.ndarray, name: str, by_row: list[list[Union]]) -> np.ndarray:
    absent = {"status": NO_ROW, "marks": 0}.get(name, np.nan)
    added = np.full((len(values), len(by_row), values.shape[2]), absent, dtype=values.dtype)
    joins: dict[str, Callable[..., Any]] = {"status": _joint_status, "marks": np.bitwise_or.reduce}
    join = joins.get(name, np.sum)
    for column, same in enumerate(by_row):
        for union in same:
            added[union.year, column] = join(values[union.year, list(union.members)], axis=0)
    return np.hstack([values, added])


def _joint_status(members: np.ndarray, axis: int) -> np.ndarray:
    """Confidential if a member is; not available if a member has no figure; else the weakest."""
    nothing = (members == NO_ROW).all(axis)
    hidden = (members == Status.CONFIDENTIAL).any(axis)
    weakest = np.where(members == NO_ROW, Status.NOT_AVAILABLE, members).max(axis)
    return np.where(nothing, NO_ROW, np.where(hidden, Status.CONFIDENTIAL, weakest)).astype(members.dtype)


def _with_totals(totals: PlaceTotals, by_row: list[list[Union]]) -> PlaceTotals:
    added = {
        field.name: _sum(getattr(totals, field.name), field.name, by_row)
        for field in fields(PlaceTotals)
        if field.name not in OF_COUNTRIES
    }
    estimated = _sum(totals.estimated_share * totals.persons, "persons", by_row)
    width = len(by_row)
    added["estimated_share"][:, -width:] = _ratio(estimated[:, -width:], added["persons"][:, -width:])
    added["reason"] = added["reason"].astype(np.int64)
    return replace(totals, **added)


def _sum(values: np.ndarray, name: str, by_row: list[list[Union]]) -> np.ndarray:
    joins: dict[str, Callable[..., Any]] = {"is_national": np.any, "reason": np.max, "sections_published": np.min}
    join = joins.get(name, np.sum)
    absent = {"is_national": False, "reason": Reason.HAS_TOTAL, "sections_published": 0}.get(name, np.nan)
    added = np.full((len(values), len(by_row), *values.shape[2:]), absent, dtype=values.dtype)
    for column, same in enumerate(by_row):
        for union in same:
            added[union.year, column] = join(values[union.year, list(union.members)], axis=0)
    return np.hstack([values, added])


def _ratio(part: Figures, whole: Figures) -> Figures:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def is_ranked(places: Places) -> np.ndarray:
    """(R,): NUTS 2 regions proper: no union, no extra-regio territory."""
    return np.asarray((places.level == NUTS2) & ~places.is_union & ~places.is_extra_regio)
