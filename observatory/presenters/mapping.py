"""The map of a measure and the table beneath it, from one answer: classes, words, links."""

import itertools
from collections.abc import Sequence
from math import nan

from django.urls import reverse
from django.utils.translation import gettext

from observatory.maps.classes import Classes, fixed, quantiles
from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Note, Place
from observatory.presenters.measures import Measure, Scale, measure_of
from observatory.presenters.words import area_name, cluster_count
from observatory.queries.mapping import MapAnswer, MapRow
from observatory.queries.outlines import MapGround
from observatory.rules import rule_set
from observatory.selection import Selection
from portal.core import formatting
from portal.core.palette import palette
from portal.registry.outlines import Shape

CLASSES = 6
MAP_ID = "map"
CROP_PADDING = 0.06
SMALLEST_CROP = 160


def map_view(answer: MapAnswer, ground: MapGround, title: str, summary: str) -> MapSpec:
    """The drawing instructions of an answer: a region split since is one path of its pieces, under its old name."""
    measure = measure_of(answer.selection.figure, answer.selection.group, answer.selection.rules)
    drawn = [row for row in answer.rows if row.drawn_on]
    classes = _classes(measure, drawn, is_whole_europe_level_2=answer.selection.level == "2")
    shapes = {shape.code: shape for shape in ground.shapes}
    places = _places(answer, measure, classes, shapes)
    return MapSpec(
        id=MAP_ID,
        title=title,
        description=summary,
        places=places,
        legend=_legend(answer, measure, classes, places),
        view=_view(answer.selection.country, ground),
        ground=Ground(ground.neighbours, ground.borders, "" if answer.selection.country else ground.insets),
        notes=() if answer.selection.country else tuple(Note(*note) for note in ground.inset_notes),
    )


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


def _places(answer: MapAnswer, measure: Measure, classes: Classes, shapes: dict[str, Shape]) -> tuple[Place, ...]:
    placed = [_place(row, answer, measure, classes, shapes) for row in answer.rows if shapes.keys() & row.drawn_on]
    covered = {code for row in answer.rows for code in row.drawn_on}
    empty = [_empty_place(shape) for code, shape in shapes.items() if code not in covered]
    return (*placed, *empty)


def _place(row: MapRow, answer: MapAnswer, measure: Measure, classes: Classes, shapes: dict[str, Shape]) -> Place:
    pieces = [shapes[code] for code in row.drawn_on if code in shapes]
    words = figure_words(row, measure, answer.selection)
    return Place(
        code=row.code,
        path="".join(piece.path for piece in pieces),
        label=f"{row.name}, {row.country_name}: {words}",
        url=region_url(row.code),
        class_index=classes.index(row.value),
        x=pieces[0].label_x,
        y=pieces[0].label_y,
    )


def _empty_place(shape: Shape) -> Place:
    label = gettext("%(name)s: no figure is published") % {"name": shape.name}
    return Place(shape.code, shape.path, label, region_url(shape.code), None, shape.label_x, shape.label_y)


def region_url(code: str) -> str:
    return reverse("observatory:region", args=[code])


def _legend(answer: MapAnswer, measure: Measure, classes: Classes, places: Sequence[Place]) -> Legend:
    colours = palette().diverging if measure.scale is Scale.DIVERGING else palette().sequential
    count = len(classes.counts)
    spread = dict(zip(colours.fill, colours.edge, strict=True))
    kinds = tuple(
        MapClass(fill, spread[fill], label, number)
        for fill, label, number in zip(
            colours.classes(count), class_labels(measure, classes), classes.counts, strict=True
        )
    )
    return Legend(
        title=_legend_title(measure, answer.selection.area),
        method=_method(measure, classes),
        classes=kinds,
        no_data_label=gettext("No figure"),
        no_data_count=sum(place.class_index is None for place in places),
    )


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
    counted = gettext("Numbers in brackets count regions.")
    if measure.scale is Scale.DIVERGING:
        how = gettext("Fixed classes on both sides of the average; colours turn where a region equals it.")
        if measure.code == "growth":
            how = gettext("Fixed classes on both sides of no change.")
    elif classes.bounds == tuple(measure.bounds):
        how = gettext("Fixed classes.")
    else:
        how = gettext("Classes hold about the same number of regions each (quantiles with rounded bounds).")
    return f"{how} {counted}"


def _view(country: str, ground: MapGround) -> Box:
    if not country or not ground.shapes:
        return Box(0, 0, ground.width, ground.height)
    on_mainland = [shape.bbox for shape in ground.shapes if not shape.inset] or [s.bbox for s in ground.shapes]
    left, top = min(box[0] for box in on_mainland), min(box[1] for box in on_mainland)
    right, bottom = max(box[2] for box in on_mainland), max(box[3] for box in on_mainland)
    return Box(left, top, right - left, bottom - top).at_least(SMALLEST_CROP).padded(CROP_PADDING)


def value_text(row: MapRow, measure: Measure) -> str:
    return formatting.MISSING if row.value is None else measure.format(row.value)
