"""Files of boundaries into region records: the package's TopoJSON and GISCO's GeoJSON."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import shapely
from shapely.geometry.base import BaseGeometry

from portal.registry.codes import CODE, official_code
from portal.registry.geometry.coverage import valid
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


def region_records(sources: Iterable[str], *, is_mending: bool = True) -> list[RegionRecord]:
    """Records of all features of several files. Raises LoadRefused with every fault and its feature number.

    Rings that cross are mended when the map is drawn (NUTS 2013 has a few); with `is_mending` off they are faults.
    """
    records, problems = [], []
    for source in sources:
        name = source.rsplit("/", 1)[-1]
        try:
            features = read_features(read_source(source))
        except BoundaryFileError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
            continue
        faults = [_fault(feature, is_mending) for feature in features]
        pairs = list(zip(features, faults, strict=True))
        problems += [f"{name}: feature {feature.number}: {fault}." for feature, fault in pairs if fault]
        records += [_record(name, feature) for feature, fault in pairs if not fault]
    if problems:
        raise LoadRefused(problems)
    return records


def _fault(feature: Feature, is_mending: bool) -> str:
    """What is wrong with a feature, or an empty string."""
    if feature.problem:
        return feature.problem
    code = str(feature.properties.get("NUTS_ID") or "")
    if not code:
        return "no NUTS_ID"
    if not CODE.fullmatch(code):
        return f"{code!r} is not a NUTS code"
    if feature.properties.get("LEVL_CODE") not in (None, len(code) - 2):
        return f"level {feature.properties['LEVL_CODE']} does not fit {code}"
    return _broken(code, feature.geometry, is_mending)


def _broken(code: str, geometry: BaseGeometry, is_mending: bool) -> str:
    """Rings that touch or cross can be mended; a polygon without area cannot."""
    if not valid(geometry).area > 0:
        return f"the polygon of {code} has no area"
    if not is_mending and not geometry.is_valid:
        return f"the polygon of {code} is invalid ({shapely.is_valid_reason(geometry)})"
    return ""


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
