"""The map of a measure and the table beneath it, from one answer: classes, words, links."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from math import nan

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from observatory.maps.classes import Classes, fixed, quantiles
from observatory.maps.insets import Frame, Moved, strip_below
from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Note, Place
from observatory.models.figure import Area
from observatory.presenters.measures import STARS, Measure, Scale, measure_of
from observatory.presenters.words import area_name, cluster_count
from observatory.queries.mapping import MapAnswer, MapRow
from observatory.queries.outlines import MapGround
from observatory.rules import rule_set
from observatory.selection import Selection
from portal.core import formatting
from portal.core.palette import palette
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import Shape

CLASSES = 6
MAP_ID = "map"
CROP_PADDING = 0.06
SMALLEST_CROP = 240
LABEL_INDENT = 16


def map_spec(answer: MapAnswer, ground: MapGround, title: str, summary: str) -> MapSpec:
    """The drawing instructions of an answer: a region split since is one path of its pieces, under its old name."""
    measure = measure_of(answer.selection.figure, answer.selection.group, answer.selection.rules)
    drawn = [row for row in answer.rows if row.place.codes]
    classes = _classes(measure, drawn, is_whole_europe_level_2=answer.selection.level == "2")
    country = answer.selection.country
    view, moved = view_of(country, ground)
    places = _places(answer, measure, classes, ground)
    return MapSpec(
        id=MAP_ID,
        title=title,
        description=summary,
        places=moved_places(places, moved, ground) if country else places,
        legend=_legend(answer, measure, classes, places),
        view=view,
        ground=Ground(ground.neighbours, ground.borders, frames_path(moved) if country else ground.insets),
        notes=tuple(one.note for one in moved) if country else inset_notes(ground),
    )


def inset_notes(ground: MapGround) -> tuple[Note, ...]:
    """The names of the far places in their frames at the edge of Europe."""
    return tuple(Note(frame.x + LABEL_INDENT, frame.label_y, frame.name) for frame in ground.frames)


def frames_path(moved: Sequence[Moved]) -> str:
    return "".join(one.outline for one in moved)


def moved_places(places: Sequence[Place], moved: Sequence[Moved], ground: MapGround) -> tuple[Place, ...]:
    """Places with those of the insets taken along into the strip beneath the country."""
    frames = {one.frame.code: one for one in moved}
    inset_of = {shape.path: shape.inset for shape in (*ground.shapes, *ground.former) if shape.inset in frames}
    return tuple(
        _taken_along(place, frames[inset_of[place.path]]) if place.path in inset_of else place for place in places
    )


def _taken_along(place: Place, moved: Moved) -> Place:
    x, y = moved.point(place.x, place.y)
    return replace(place, transform=moved.transform, x=x, y=y)


def figure_words(row: MapRow, measure: Measure, selection: Selection) -> str:
    """A region's figure in words: `19 statistical clusters, 4 with three stars`."""
    if row.value is None:
        return gettext("no figure (%(reason)s)") % {"reason": row.reason} if row.reason else gettext("no figure")
    if measure.counts_clusters:
        return _cluster_words(row, rule_set(selection.rules).labels)
    if measure.names:
        return gettext(measure.names[int(row.value)])
    return f"{measure.format(row.value)} {unit_words(measure, selection.area)}"


def unit_words(measure: Measure, area: str) -> str:
    """The unit in a sentence; quotients name the area that they compare with."""
    if measure.code != "location_quotient":
        return str(measure.unit)
    return gettext("times the %(area)s share") % {"area": area_name(area)}


def _cluster_words(row: MapRow, labels: Sequence[str]) -> str:
    """Clusters, and how many of them reach the highest result that any of the region's has."""
    clusters = cluster_count(int(row.value or 0))
    best = next(((count, place) for place, count in zip((3, 2, 1), row.counts, strict=True) if count), None)
    if best is None or best[1] >= len(labels):
        return clusters
    values = {"clusters": clusters, "count": formatting.number(best[0]), "label": gettext(labels[best[1]])}
    return gettext("%(clusters)s, %(count)s of them: %(label)s") % values


def _classes(measure: Measure, rows: Sequence[MapRow], *, is_whole_europe_level_2: bool) -> Classes:
    values = [nan if row.value is None else row.value for row in rows]
    is_counted_higher_up = measure.counts_clusters and not is_whole_europe_level_2
    if measure.scale is Scale.QUANTILES or is_counted_higher_up:
        return quantiles(values, CLASSES)
    return fixed(values, measure.bounds)


def _places(answer: MapAnswer, measure: Measure, classes: Classes, ground: MapGround) -> tuple[Place, ...]:
    drawn = [(row, pieces) for row in answer.rows if (pieces := _pieces(row, ground))]
    covered = {code for row, _ in drawn for code in row.place.covers}
    known = [_place(row, pieces, figure_words(row, measure, answer.selection), classes) for row, pieces in drawn]
    why = _why_empty(measure, answer.selection.area)
    return (*known, *(_empty_place(shape, why) for shape in ground.shapes if shape.code not in covered))


def _pieces(row: MapRow, ground: MapGround) -> list[Shape]:
    outlines = ground.shapes if row.place.version == OUTLINE_NUTS else ground.former
    return [shape for shape in outlines if shape.code in row.place.codes]


def _place(row: MapRow, pieces: Sequence[Shape], words: str, classes: Classes) -> Place:
    return Place(
        code=row.code,
        path="".join(piece.path for piece in pieces),
        label=formatting.named(f"{row.name}, {row.country_name}", words),
        url=region_url(row.code),
        class_index=classes.index(row.value),
        x=pieces[0].label_x,
        y=pieces[0].label_y,
        is_far=bool(pieces[0].inset),
    )


def _why_empty(measure: Measure, area: str) -> str:
    """Stars are given inside the reference area only; every other figure is shown wherever it is published."""
    if measure.code == STARS.code and area == Area.EU27:
        return gettext("no figure, or outside the EU-27")
    return gettext("no figure is published")


def _empty_place(shape: Shape, why: str) -> Place:
    return Place(
        code=shape.code,
        path=shape.path,
        label=formatting.named(shape.name, why),
        url=region_url(shape.code),
        x=shape.label_x,
        y=shape.label_y,
        is_far=bool(shape.inset),
    )


def region_url(code: str) -> str:
    return reverse("observatory:region", args=[code])


def _legend(answer: MapAnswer, measure: Measure, classes: Classes, places: Sequence[Place]) -> Legend:
    return Legend(
        title=_legend_title(measure, answer.selection.area),
        method=_method(measure, classes),
        classes=_map_classes(measure, classes),
        no_data_label=capfirst(_why_empty(measure, answer.selection.area)),
        no_data_count=sum(place.class_index is None for place in places),
    )


def _map_classes(measure: Measure, classes: Classes) -> tuple[MapClass, ...]:
    """Classes with their colours; none where there is no figure to class."""
    if not any(classes.counts):
        return ()
    colours = palette().diverging if measure.scale is Scale.DIVERGING else palette().sequential
    fills = colours.classes(len(classes.counts))
    labels = class_labels(measure, classes)
    return tuple(MapClass(fill, label, count) for fill, label, count in zip(fills, labels, classes.counts, strict=True))


def _legend_title(measure: Measure, area: str) -> str:
    """Measure and unit, without saying the same word twice."""
    unit = unit_words(measure, area)
    is_said = not unit or unit.lower() in str(measure.label).lower()
    return str(measure.label) if is_said else f"{measure.label}, {unit}"


def class_labels(measure: Measure, classes: Classes) -> list[str]:
    """Bounds in words, lowest class first: whole numbers as `1–2`, others as `0.8 to under 1.25`."""
    if not classes.bounds:
        return [gettext("all values")]
    if measure.names:
        return [gettext(name) for name in measure.names]
    if measure.counts_clusters:
        return _count_labels(classes.bounds)
    text = [measure.format(bound) for bound in classes.bounds]
    between = [
        gettext("%(low)s to under %(high)s") % {"low": low, "high": high} for low, high in itertools.pairwise(text)
    ]
    return [
        gettext("under %(high)s") % {"high": text[0]},
        *between,
        gettext("%(low)s or more") % {"low": text[-1]},
    ]


def _count_labels(bounds: Sequence[float]) -> list[str]:
    edges = [0, *(int(bound) for bound in bounds)]
    pairs = itertools.pairwise(edges)
    spans = [str(low) if high == low + 1 else f"{low}–{high - 1}" for low, high in pairs]
    return [*spans, gettext("%(low)s or more") % {"low": edges[-1]}]


def _method(measure: Measure, classes: Classes) -> str:
    counted = gettext("In brackets: the number of regions.")
    if measure.scale is Scale.DIVERGING:
        how = gettext("Fixed classes on both sides of the average; colours turn where a region equals it.")
        if measure.code == "growth":
            how = gettext("Fixed classes on both sides of no change.")
    elif classes.bounds == tuple(measure.bounds):
        how = gettext("Fixed classes.")
    else:
        how = gettext("Classes hold about the same number of regions each (quantiles with rounded bounds).")
    return f"{how} {counted}"


def view_of(country: str, ground: MapGround) -> tuple[Box, tuple[Moved, ...]]:
    """The part of the canvas that a map shows: everything, or a country's mainland with its far places beneath."""
    if not country or not ground.shapes:
        return Box(0, 0, ground.width, ground.height), ()
    on_mainland = [shape.bbox for shape in ground.shapes if not shape.inset] or [s.bbox for s in ground.shapes]
    left, top = min(box[0] for box in on_mainland), min(box[1] for box in on_mainland)
    right, bottom = max(box[2] for box in on_mainland), max(box[3] for box in on_mainland)
    mainland = Box(left, top, right - left, bottom - top).at_least(SMALLEST_CROP).padded(CROP_PADDING)
    used = {shape.inset for shape in ground.shapes}
    frames = [
        Frame(one.code, one.name, Box(one.x, one.y, one.width, one.height)) for one in ground.frames if one.code in used
    ]
    return strip_below(mainland.at_least_as_wide_as_high(), frames)


def value_text(row: MapRow, measure: Measure) -> str:
    return formatting.MISSING if row.value is None else measure.format(row.value)
