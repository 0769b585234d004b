"""The columns of what is written: texts by place, figures as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from observatory.engine.analysis import Analysis, Verdict
from observatory.engine.describing import group_measures, region_measures, similarity
from observatory.models.figure import Unjudged
from portal.core.copying_out import FORMULA_STARTS

MOST_EXACT = 1e15


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: `name` tells it from the others beside it, "" for that of the cells."""

    name: str
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @property
    def rows(self) -> Iterator[tuple[str, ...]]:
        return zip(*self.columns.values(), strict=True)


def sheets(found: Analysis) -> Iterator[Sheet]:
    """One table of cells, and those of regions, groups and pairs that were asked for."""
    yield Sheet("", cell_columns(found))
    yield from _described("regions", "region", found.cube.regions, region_measures(found), found)
    yield from _described("groups", "group", found.cube.groups, group_measures(found), found)
    if found.options.wants("proximity"):
        yield Sheet("proximity", proximity_columns(found))
    if found.options.wants("similarity"):
        yield Sheet("similarity", similarity_columns(found))


def cell_columns(found: Analysis) -> dict[str, list[str]]:
    """One row a region, group and year of the table, with every measure, rank, flag and cut."""
    cube, sums, wants = found.cube, found.sums, found.options.wants
    at = np.nonzero(cube.is_row)
    of_region, of_group = at[:2], (at[0], at[2])
    columns = {
        "region": texts(cube.regions, at[1]),
        "group": texts(cube.groups, at[2]),
        **_years(found, at[0]),
        "employment": figures(cube.persons[at]),
        "status": [("", "missing", "confidential")[number] for number in _status(found)[at]],
        "establishments": figures(cube.units[at]),
        "wages": figures(cube.wages[at]),
        "region_total": figures(sums.regions[of_region]),
        "group_total": figures(sums.groups[of_group]),
        "grand_total": figures(sums.everything[of_group]),
        "area_share": figures(sums.area_share[of_group]),
    }
    if wants("lq"):
        columns |= {"lq": figures(found.location_quotient[at]), "lq_rank": ranks(found.ranks["location_quotient"][at])}
    if wants("size"):
        columns |= {"size": figures(found.size[at]), "size_rank": ranks(found.ranks["size"][at])}
    if wants("focus"):
        columns |= {"focus": figures(found.focus[at]), "focus_rank": ranks(found.ranks["focus"][at])}
    columns |= {
        "wage_per_person": figures(found.wage[at]),
        "relative_wage": figures(found.relative_wage[at]),
        "relative_wage_rank": ranks(found.ranks["relative_wage"][at]),
        "persons_per_establishment": figures(found.persons_per_unit[at]),
    }
    if wants("rca"):
        quotient = found.location_quotient[at]
        columns["rca"] = yes_no(quotient >= 1.0, np.isfinite(quotient))
    if wants("density"):
        columns["density"] = figures(found.density[at])
    for verdict in found.verdicts:
        columns |= _verdict_columns(verdict, at)
    return columns


def _verdict_columns(verdict: Verdict, at: tuple[np.ndarray, ...]) -> dict[str, list[str]]:
    """The result with its label, why there is none, and every test with its cut."""
    prefix = verdict.rules.code.replace("-", "_")
    stars, is_judged = verdict.stars[at], verdict.stars[at] >= 0
    labels = np.array([*verdict.rules.labels, ""])
    columns = {
        prefix: [str(one) if one >= 0 else "" for one in stars.tolist()],
        f"{prefix}_label": labels[stars].tolist(),
        f"{prefix}_why_not_judged": [REASONS[one] for one in np.where(is_judged, 0, verdict.reason[at]).tolist()],
    }
    for found in verdict.cuts:
        name = f"{prefix}_{found.test.code.replace('-', '_')}"
        of_group = (at[0], at[2])
        columns |= {
            f"{name}_passed": yes_no(found.passed[at], is_judged),
            f"{name}_cut": figures(found.values[of_group]),
            f"{name}_of": ranks(found.n[of_group]),
        }
    return columns


REASONS = {0: "", **{int(reason): reason.name.lower().replace("_", "-") for reason in Unjudged}}


def _status(found: Analysis) -> np.ndarray:
    """0 published, 1 missing, 2 confidential: (Y, R, G)."""
    return np.where(found.cube.is_confidential, 2, np.where(np.isnan(found.cube.persons), 1, 0))


def _described(
    name: str, key: str, codes: Sequence[str], measures: dict[str, np.ndarray], found: Analysis
) -> Iterator[Sheet]:
    if not measures:
        return
    year, place = (axis.ravel() for axis in np.indices((len(found.cube.years), len(codes))))
    total = found.sums.regions if key == "region" else found.sums.groups
    columns = {key: texts(codes, place), **_years(found, year), "total": figures(total.ravel())}
    if key == "region":
        published = np.isfinite(found.cube.persons)
        columns["groups_published"] = [str(one) for one in published.sum(-1).ravel().tolist()]
    yield Sheet(name, columns | {code: figures(values.ravel()) for code, values in measures.items()})


def proximity_columns(found: Analysis) -> dict[str, list[str]]:
    """Every pair of groups once, also those with too few regions: these have no proximity."""
    first, second = np.triu_indices(len(found.cube.groups), 1)
    count, groups = len(found.proximities), found.cube.groups
    return {
        "group": texts(groups, first) * count,
        "other": texts(groups, second) * count,
        **_years(found, np.repeat(np.arange(count), len(first))),
        "proximity": _joined(figures(one.values[first, second]) for one in found.proximities),
        "regions": _joined([str(n) for n in one.regions[first, second].tolist()] for one in found.proximities),
        "together": _joined([str(n) for n in one.together[first, second].tolist()] for one in found.proximities),
    }


def similarity_columns(found: Analysis) -> dict[str, list[str]]:
    """Every pair of regions once; lower is closer."""
    first, second = np.triu_indices(len(found.cube.regions), 1)
    count, regions = len(found.cube.years), found.cube.regions
    return {
        "region": texts(regions, first) * count,
        "other": texts(regions, second) * count,
        **_years(found, np.repeat(np.arange(count), len(first))),
        "distance": _joined(figures(similarity(found, year).distances[first, second]) for year in range(count)),
    }


def _joined(parts: Iterator[list[str]]) -> list[str]:
    return [one for part in parts for one in part]


def _years(found: Analysis, year: np.ndarray) -> dict[str, list[str]]:
    """No column where the table has no years."""
    years = found.cube.years
    return {} if years == (0,) else {"year": [str(years[one]) for one in year.tolist()]}


def texts(names: Sequence[str], places: np.ndarray) -> list[str]:
    """Codes by their place; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    harmless = [f"'{name}" if name.startswith(FORMULA_STARTS) else name for name in names]
    return [harmless[place] for place in places.tolist()]


def figures(values: np.ndarray) -> list[str]:
    """Unrounded, whole numbers without a point, empty where there is none."""
    return [_figure(value) for value in values.tolist()]


def _figure(value: float) -> str:
    if value != value:  # noqa: PLR0124 (NaN, the quick way: a table has millions)
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < MOST_EXACT else repr(value)


def ranks(values: np.ndarray) -> list[str]:
    return [str(value) if value else "" for value in values.tolist()]


def yes_no(values: np.ndarray, is_known: np.ndarray) -> list[str]:
    """1, 0, or empty where nothing is known."""
    return [("0", "1")[value] if known else "" for value, known in zip(values.tolist(), is_known.tolist(), strict=True)]
