"""Regions like one as a list that a phone shows whole: who, how far, what brings each near and sets it apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.presenters.addresses import region_address
from observatory.presenters.similar.selection import SimilarSelection
from observatory.presenters.similar.words import apart_text, distance_text, missing_text, near_texts
from observatory.presenters.words import full_region_name
from observatory.queries.similar import SimilarRegion
from observatory.selection import Selection
from portal.core.page import Link


@dataclass(frozen=True, slots=True)
class AlikeEntry:
    """`missing` says which groups of variables were left out of the comparison, if any."""

    region: Link
    country: str
    distance: str
    near: tuple[str, ...]
    apart: str
    missing: str


def alike_entries(found: Iterable[SimilarRegion], selection: Selection | SimilarSelection) -> tuple[AlikeEntry, ...]:
    return tuple(_entry(one, selection) for one in found)


def _entry(one: SimilarRegion, selection: Selection | SimilarSelection) -> AlikeEntry:
    missing = missing_text(one)
    return AlikeEntry(
        region=Link(full_region_name(one.region), region_address(one.region.code, selection)),
        country=one.region.country.local_name,
        distance=gettext("distance %(value)s") % {"value": distance_text(one.distance)},
        near=near_texts(one),
        apart=apart_text(one),
        missing=gettext("not compared, as one of the two has no figure: %(groups)s") % {"groups": missing}
        if missing
        else "",
    )
