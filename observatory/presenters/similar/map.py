"""The map of similar regions: how far every region is from the subject, which stands out in another colour."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import nan

from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.classes import Classes, quantiles
from observatory.maps.spec import Ground, Legend, MapClass, MapSpec, Place
from observatory.presenters.mapping import inset_notes, region_url, view_of
from observatory.presenters.sheets import Leaving, leaving_map
from observatory.presenters.similar.words import distance_text
from observatory.presenters.words import region_name, source_line
from observatory.queries.outlines import MapGround, placing
from observatory.queries.similar import Far, Similar
from portal.core.formatting import named
from portal.core.palette import palette
from portal.registry.models import Region
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import Shape

CLASSES = 5
MAP_ID = "map"


def map_title(similar: Similar) -> str:
    values = {"name": region_name(similar.place.region), "year": similar.year}
    return gettext("How far other regions are from %(name)s by structure, %(year)s") % values


def map_summary(similar: Similar) -> str:
    """The nearest region in words; empty where there is none."""
    known = [one for one in similar.all if one.distance is not None]
    if not known:
        return ""
    values = {
        "near": _name(known[0].region),
        "distance": distance_text(known[0].distance),
        "far": _name(known[-1].region),
        "most": distance_text(known[-1].distance),
    }
    pattern = gettext("Nearest: %(near)s – distance %(distance)s. Farthest: %(far)s – %(most)s. Darker is nearer.")
    return pattern % values


def distance_map(similar: Similar, ground: MapGround) -> MapSpec:
    """Regions of the subject's own level by classes of distance, the nearest darkest; the subject in a class apart."""
    same_level = [one for one in similar.all if one.published.level == similar.place.region.level]
    classes = quantiles([nan if one.distance is None else one.distance for one in same_level], CLASSES)
    places = tuple(_places(similar, same_level, classes, ground))
    return MapSpec(
        id=MAP_ID,
        title=map_title(similar),
        description=map_summary(similar),
        places=places,
        legend=_legend(similar, classes, places),
        view=view_of("", ground)[0],
        ground=Ground(ground.neighbours, ground.borders, ground.insets),
        notes=inset_notes(ground),
    )


def leaving_similar(similar: Similar, ground: MapGround) -> Leaving:
    """The map as it leaves the page: as a file, on a slide or in a frame of another site."""
    spec = distance_map(similar, ground)
    is_invented = similar.release.is_demonstration
    mark = gettext("Demonstration figures, not official statistics") if is_invented else ""
    source = source_line(similar.release, similar.year, is_map=True)
    return leaving_map((spec,), source, mark, lambda: choropleth.picture(spec, "map"))


def _name(region: Region) -> str:
    return f"{region_name(region)} ({region.country.local_name})" if region.level else region_name(region)


def _places(similar: Similar, known: Sequence[Far], classes: Classes, ground: MapGround) -> Iterator[Place]:
    covered: set[str] = set()
    subject = similar.own.region if similar.own else similar.place.region
    subject_class = len(classes.counts)
    for region, words, index in (
        (subject, gettext("the region itself"), subject_class),
        *((one.published, _words(one), classes.index(one.distance)) for one in known),
    ):
        drawn = placing(region.code, region.version)
        outlines = ground.shapes if drawn.version == OUTLINE_NUTS else ground.former
        pieces = [shape for shape in outlines if shape.code in drawn.codes]
        covered.update(drawn.covers)
        if pieces:
            yield _place(region.code, region_name(region), words, index, pieces)
    for shape in ground.shapes:
        if shape.code not in covered:
            yield _place(shape.code, shape.name, gettext("no distance"), None, [shape])


def _words(one: Far) -> str:
    if one.distance is None:
        return gettext("no distance: too little in common is published")
    return gettext("distance %(distance)s") % {"distance": distance_text(one.distance)}


def _place(code: str, name: str, words: str, index: int | None, pieces: Sequence[Shape]) -> Place:
    return Place(
        code=code,
        path="".join(piece.path for piece in pieces),
        label=named(name, words),
        url=region_url(code),
        class_index=index,
        x=pieces[0].label_x,
        y=pieces[0].label_y,
        is_far=bool(pieces[0].inset),
    )


def _legend(similar: Similar, classes: Classes, places: Sequence[Place]) -> Legend:
    fills = palette().sequential.classes(len(classes.counts))[::-1]
    labels = _labels(classes)
    kinds = [MapClass(fill, label, count) for fill, label, count in zip(fills, labels, classes.counts, strict=True)]
    subject = MapClass(palette().diverging.fill[5], region_name(similar.place.region), 1)
    return Legend(
        title=gettext("Structural distance; 1 is usual between two regions"),
        method=gettext(
            "Classes hold about the same number of regions each (quantiles with rounded bounds). "
            "In brackets: the number of regions."
        ),
        classes=(*kinds, subject),
        no_data_label=gettext("No distance"),
        no_data_count=sum(place.class_index is None for place in places),
    )


def _labels(classes: Classes) -> list[str]:
    if not classes.bounds:
        return [gettext("all values")]
    text = [distance_text(bound) for bound in classes.bounds]
    between = [gettext("%(low)s to under %(high)s") % {"low": low, "high": high} for low, high in pairwise(text)]
    return [
        gettext("under %(high)s") % {"high": text[0]},
        *between,
        gettext("%(low)s or more") % {"low": text[-1]},
    ]
