"""Files of boundaries into region records: the package's TopoJSON and GISCO's GeoJSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import shapely

from portal.registry.codes import CODE, official_code
from portal.registry.geometry.features import BoundaryFileError, Feature, read_features
from portal.registry.loading.records import LoadRefused, RegionRecord

TIMEOUT_SECONDS = 60


def read_source(source: str) -> bytes:
    """Content of a file or of an https address. Raises LoadRefused when it cannot be had."""
    try:
        if source.startswith(("https://", "http://")):
            with urlopen(source, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 (http and https only, see above)
                return answer.read()
        return Path(source).read_bytes()
    except OSError as error:
        raise LoadRefused([f"{source}: cannot be read ({error})."]) from error


def region_records(sources: Iterable[str]) -> list[RegionRecord]:
    """Records of all features of several files. Raises LoadRefused with every fault and its feature number."""
    records, problems = [], []
    for source in sources:
        name = source.rsplit("/", 1)[-1]
        try:
            features = read_features(read_source(source))
        except BoundaryFileError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
            continue
        problems += [fault for feature in features if (fault := _fault(name, feature))]
        records += [_record(name, feature) for feature in features if not _fault(name, feature)]
    if problems:
        raise LoadRefused(problems)
    return records


def _fault(name: str, feature: Feature) -> str:
    where = f"{name}: feature {feature.number}"
    if feature.problem:
        return f"{where}: {feature.problem}."
    code = str(feature.properties.get("NUTS_ID") or "")
    if not code:
        return f"{where}: no NUTS_ID."
    if not CODE.fullmatch(code):
        return f"{where}: {code!r} is not a NUTS code."
    if feature.properties.get("LEVL_CODE") not in (None, len(code) - 2):
        return f"{where}: level {feature.properties['LEVL_CODE']} does not fit {code}."
    if _is_broken(feature):
        return f"{where}: the polygon of {code} cannot be mended ({shapely.is_valid_reason(feature.geometry)})."
    return ""


def _is_broken(feature: Feature) -> bool:
    """Rings that touch or cross can be mended; a polygon without area cannot."""
    return feature.geometry is None or not feature.geometry.area > 0


def _record(name: str, feature: Feature) -> RegionRecord:
    properties = feature.properties
    longitude, latitude = shapely.get_coordinates(feature.geometry.representative_point())[0]
    return RegionRecord(
        code=official_code(properties["NUTS_ID"]),
        name_native=(properties.get("NUTS_NAME") or properties.get("NAME_LATN") or "").strip(),
        name_latin=(properties.get("NAME_LATN") or properties.get("NUTS_NAME") or "").strip(),
        origin=f"{name}: feature {feature.number}",
        longitude=round(float(longitude), 5),
        latitude=round(float(latitude), 5),
        is_mountain=_mark(properties.get("MOUNT_TYPE"), yes={1, 2, 3}),
        is_urban=_mark(properties.get("URBN_TYPE"), yes={1}),
        is_coastal=_mark(properties.get("COAST_TYPE"), yes={1}),
        geometry=feature.geometry,
    )


def _mark(value: Any, yes: set[int]) -> bool | None:
    """Typologies of GISCO are numbers from 1; 0 or nothing means that the region was not classified."""
    return value in yes if value else None
