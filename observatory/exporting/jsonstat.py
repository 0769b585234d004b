"""JSON-stat 2.0: one cube a scheme and year, of measure × region × group, against the EU-27.

Format: https://json-stat.org/full/. Values stand in row-major order of `id`; null where there is no figure, with the
reason under `status` at the place of the persons employed.
"""

import json
from typing import Any, BinaryIO

import numpy as np

from observatory.exporting.measures import MEASURES, PERSONS
from observatory.exporting.tidy import source_title
from observatory.exporting.words import STATUS_WORDS
from observatory.models import ClusterFigure, Release, Status
from observatory.models.figure import Area
from portal.registry.models import IndustryGroup, Region

DIGITS = 10  # significant ones, as many as anybody can use


def write_cube(release: Release, scheme: str, year: int, stream: BinaryIO) -> None:
    """The cube of all NUTS 0 to 2 regions with figures of the year; no sums over former ones. 3 queries."""
    groups = list(IndustryGroup.objects.filter(scheme=scheme).order_by("position"))
    cells = ClusterFigure.objects.filter(
        release=release, area=Area.EU27, year=year, group__scheme=scheme, is_union=False
    ).values_list("region_id", "group_id", "status", *(measure.field for measure in MEASURES))
    rows = list(cells)
    regions = list(Region.objects.filter(pk__in={row[0] for row in rows}).order_by("code", "version"))
    values, status = _filled(rows, regions, groups)
    text = json.dumps(_document(release, scheme, year, regions, groups) | {"value": values, "status": status})
    stream.write(text.encode())


def _filled(
    rows: list[tuple[Any, ...]], regions: list[Region], groups: list[IndustryGroup]
) -> tuple[list[float | int | None], dict[str, str]]:
    """Values of the whole cube in their order, and statuses of persons employed that are not final."""
    at_region = {region.pk: place for place, region in enumerate(regions)}
    at_group = {group.pk: place for place, group in enumerate(groups)}
    cube = np.full((len(MEASURES), len(regions), len(groups)), np.nan)
    status = {}
    persons = MEASURES.index(PERSONS)
    for region, group, state, *figures in rows:
        place = at_region[region], at_group[group]
        cube[:, *place] = [np.nan if figure is None else figure for figure in figures]
        if state != Status.FINAL:
            status[str(int(np.ravel_multi_index((persons, *place), cube.shape)))] = STATUS_WORDS[state]
    return [_number(value) for value in cube.ravel().tolist()], status


def _number(value: float) -> float | int | None:
    if value != value:  # noqa: PLR0124 (the quickest test of NaN)
        return None
    return int(value) if value.is_integer() else float(f"{value:.{DIGITS}g}")


def _document(
    release: Release, scheme: str, year: int, regions: list[Region], groups: list[IndustryGroup]
) -> dict[str, Any]:
    demonstration = "Demonstration figures, not official statistics. " if release.is_demonstration else ""
    computed = {"updated": release.computed_at.isoformat()} if release.computed_at else {}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{demonstration}EU Cluster Portal, {scheme}, {year}, release {release.code}",
        "source": "; ".join(source_title(source) for source in release.sources),
        **computed,
        "id": ["measure", "base", "region", "group", "year"],
        "size": [len(MEASURES), 1, len(regions), len(groups), 1],
        "role": {"metric": ["measure"], "geo": ["region"], "time": ["year"]},
        "dimension": {
            "measure": _measures(),
            "base": _dimension("Reference area", {"EU27": "EU-27"}),
            "region": _dimension("Region (NUTS code as published)", region_labels(regions)),
            "group": _dimension("Industry group", {group.code: group.name for group in groups}),
            "year": _dimension("Year", {str(year): str(year)}),
        },
        "note": ["An empty value has no published figure and is never zero; `status` says where it is confidential."],
        "extension": {"release": release.code, "licences": [source.get("licence") for source in release.sources]},
    }


def region_labels(regions: list[Region]) -> dict[str, str]:
    """Names by code; a code of two NUTS versions in one year carries its version."""
    codes = [region.code for region in regions]
    return {
        region.code if codes.count(region.code) == 1 else f"{region.code}_{region.version}": region.name_latin
        for region in regions
    }


def _dimension(label: str, labels: dict[str, str]) -> dict[str, Any]:
    return {"label": label, "category": {"index": list(labels), "label": labels}}


def _measures() -> dict[str, Any]:
    found = _dimension("Measure", {measure.code: measure.label for measure in MEASURES})
    found["category"]["unit"] = {
        measure.code: {"label": measure.unit, "decimals": measure.decimals} for measure in MEASURES
    }
    return found
