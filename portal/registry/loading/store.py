"""Region records and drawings into the tables: what stands is brought up to date, keys are kept."""

from collections.abc import Iterable, Mapping, Sequence

from portal.registry.geometry.paths import Drawing
from portal.registry.loading.records import RegionRecord
from portal.registry.loading.versions import VERSIONS, Version
from portal.registry.models import Backdrop, Outline, Region
from portal.registry.names import fold, sort_key

_UPDATED = [
    "level", "country", "parent", "name_native", "name_latin", "sort_key", "search_key", "longitude", "latitude",
    "is_extra_regio", "valid_from", "valid_to",
]  # fmt: skip
_MARKS = ["is_mountain", "is_urban", "is_coastal"]
BATCH = 500


def version_named(name: str) -> Version:
    return next(version for version in VERSIONS if version.name == name)


def store_regions(version: Version, records: Sequence[RegionRecord], exonyms: Mapping[str, Sequence[str]]) -> int:
    """Insert or update the regions of one version, parents first; returns how many."""
    keys: dict[str, int] = dict(Region.objects.of_version(version.name).values_list("code", "pk"))
    # A source without typologies leaves those that another one gave.
    updated = _UPDATED + [mark for mark in _MARKS if any(getattr(record, mark) is not None for record in records)]
    for level in range(4):
        regions = [
            _region(version, record, keys, exonyms.get(record.code, ())) for record in records if record.level == level
        ]
        Region.objects.bulk_create(
            regions, BATCH, update_conflicts=True, unique_fields=["version", "code"], update_fields=updated
        )
        keys |= {region.code: region.pk for region in regions}
    return len(records)


def _region(version: Version, record: RegionRecord, keys: Mapping[str, int], exonyms: Sequence[str]) -> Region:
    return Region(
        code=record.code,
        version=version.name,
        level=record.level,
        country_id=record.code[:2],
        parent_id=keys[record.parent] if record.parent else None,
        name_native=record.name_native,
        name_latin=record.name_latin,
        sort_key=sort_key(record.name_latin),
        search_key=search_key(record.name_native, record.name_latin, *exonyms),
        longitude=record.longitude,
        latitude=record.latitude,
        is_extra_regio=record.is_extra_regio,
        is_mountain=record.is_mountain,
        is_urban=record.is_urban,
        is_coastal=record.is_coastal,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
    )


def search_key(*names: str) -> str:
    """Folded names, each once, separated by `|`."""
    return "|".join(dict.fromkeys(filter(None, map(fold, names))))[:500]


def store_outlines(version: str, detail: int, drawings: Mapping[str, Drawing]) -> int:
    """Replace the outlines of one version at one detail; codes without a region are left out."""
    Outline.objects.filter(region__version=version, detail=detail).delete()
    keys = dict(Region.objects.of_version(version).values_list("code", "pk"))
    outlines = [_outline(keys[code], detail, drawing) for code, drawing in drawings.items() if code in keys]
    return len(Outline.objects.bulk_create(outlines, BATCH))


def _outline(region: int, detail: int, drawing: Drawing) -> Outline:
    left, top, right, bottom = drawing.bbox
    return Outline(
        region_id=region,
        detail=detail,
        path=drawing.path,
        min_x=left,
        min_y=top,
        max_x=right,
        max_y=bottom,
        label_x=drawing.label[0],
        label_y=drawing.label[1],
        inset=drawing.inset,
    )


def store_backdrop(version: str, detail: int, paths: Iterable[tuple[str, str]]) -> None:
    """Replace the backdrop of one version at one detail: (kind, path) pairs."""
    Backdrop.objects.filter(version=version, detail=detail).delete()
    Backdrop.objects.bulk_create(Backdrop(kind=kind, version=version, detail=detail, path=path) for kind, path in paths)
