"""GeoJSON (RFC 7946): the regions of a year with their totals and statistical clusters."""

import json
from collections import defaultdict
from typing import Any, BinaryIO

from observatory.exporting.outlines import geometry_of
from observatory.models import RegionClusters, RegionFigure, Release
from observatory.models.figure import Area
from portal.registry.models import Outline
from portal.registry.outlines import FINE

ATTRIBUTION = "© EuroGeographics for the administrative boundaries"


def write_regions(release: Release, year: int, stream: BinaryIO) -> None:
    """NUTS 0 to 2 regions with figures of the year, against the EU-27; no sums over former ones. 3 queries.

    A region whose outline no map has gets no geometry.
    """
    totals = list(
        RegionFigure.objects.filter(release=release, year=year, is_union=False, region__is_extra_regio=False)
        .select_related("region", "current_region")
        .order_by("region__level", "region__code", "region__version")
    )
    outlines, clusters = _outlines(totals), _clusters(release, year)
    features = [_feature(total, outlines, clusters[total.region_id]) for total in totals]
    document = {
        "type": "FeatureCollection",
        "name": f"regions-{year}-{release.code}",
        "release": release.code,
        "year": year,
        "is_demonstration": release.is_demonstration,
        "attribution": ATTRIBUTION,
        "features": features,
    }
    stream.write(json.dumps(document, ensure_ascii=False).encode())


def _outlines(totals: list[RegionFigure]) -> dict[int, str]:
    """Paths by region: its own, and today's."""
    keys = {total.region_id for total in totals} | {total.current_region_id for total in totals}
    return dict(Outline.objects.filter(region__in=keys - {None}, detail=FINE).values_list("region_id", "path"))


def _clusters(release: Release, year: int) -> dict[int, list[RegionClusters]]:
    found = defaultdict(list)
    for row in RegionClusters.objects.filter(release=release, area=Area.EU27, year=year):
        found[row.region_id].append(row)
    return found


def _feature(total: RegionFigure, outlines: dict[int, str], clusters: list[RegionClusters]) -> dict[str, Any]:
    region = total.region
    path = outlines.get(region.pk) or outlines.get(total.current_region_id or 0, "")
    return {
        "type": "Feature",
        "id": f"{region.code}_{region.version}",
        "geometry": geometry_of(path) if path else None,
        "properties": {
            "region": region.code,
            "region_current": total.current_region.code if total.current_region else None,
            "nuts_version": region.version,
            "level": region.level,
            "country": region.country_id,
            "name": region.name_latin,
            "year": total.year,
            "persons_employed": total.persons_employed,
            "estimated_share": total.estimated_share,
            "no_total": total.no_total or None,
            "wages_meur": total.wages_meur,
            "local_units": total.local_units,
            **{name: value for row in clusters for name, value in _counts(row).items()},
        },
    }


def _counts(row: RegionClusters) -> dict[str, int | None]:
    """Clusters by stars; null where nothing could be judged."""
    start = f"{row.scheme_id}_{row.rules}".replace("-", "_")
    counts = {"one_star": row.one_star, "two_stars": row.two_stars, "three_stars": row.three_stars}
    return {f"{start}_{name}": count if row.judged else None for name, count in counts.items()}
