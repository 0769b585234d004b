"""Classes of a map and the legend that says what they are."""

import itertools
from collections.abc import Sequence
from math import nan

from django.utils.text import capfirst
from django.utils.translation import gettext

from observatory.maps.classes import Classes, around_zero, fixed, quantiles
from observatory.maps.spec import Legend, MapClass, Place
from observatory.presenters.mapping.selection import QUANTILES, own_classes
from observatory.presenters.measure import Measure, Scale, unit_words, why_empty
from observatory.queries.mapping import MapAnswer, MapRow
from portal.core.palette import palette

CLASSES = 6
STEPS = 3  # bounds on each side of no change
WHOLE_CHANGES = (-4, -1, 0, 1, 2, 5)  # of numbers of clusters: 5 or more down, 2 to 4, 1, none, and up likewise


def classes_of(answer: MapAnswer, measure: Measure) -> Classes:
    """Classes over all regions drawn, of both years where two maps share them; counted are those of this answer."""
    classes = _made(answer, measure)
    counted = fixed(_values(_drawn(answer.rows)), classes.bounds)
    return Classes(classes.bounds, counted.counts, classes.lowest, classes.highest)


def _made(answer: MapAnswer, measure: Measure) -> Classes:
    earlier = (*answer.before.rows, *answer.before.beside) if answer.before else ()
    values = _values(_drawn((*answer.rows, *answer.beside, *earlier)))
    if measure.is_change:
        bounds = measure.bounds or (WHOLE_CHANGES if measure.is_whole else ())
        return fixed(values, bounds) if bounds else around_zero(values, STEPS)
    return quantiles(values, CLASSES) if is_by_quantiles(answer, measure) else fixed(values, measure.bounds)


def is_by_quantiles(answer: MapAnswer, measure: Measure) -> bool:
    """Whether classes hold about the same number of regions each: asked for, or the measure's own way."""
    selection = answer.selection
    is_whole_europe = selection.level == "2" and not selection.country
    own = own_classes(measure, selection.level if is_whole_europe or not measure.counts_clusters else "")
    return (getattr(selection, "classes", "") or own) == QUANTILES


def _drawn(rows: Sequence[MapRow]) -> list[MapRow]:
    return [row for row in rows if row.place.codes]


def _values(rows: Sequence[MapRow]) -> list[float]:
    return [nan if row.value is None else row.value for row in rows]


def legend_of(answer: MapAnswer, measure: Measure, classes: Classes, places: Sequence[Place]) -> Legend:
    by_quantiles = not measure.is_change and is_by_quantiles(answer, measure)
    return Legend(
        title=_title(measure, answer.selection.area),
        method=_method(answer, measure, by_quantiles=by_quantiles),
        classes=_map_classes(measure, classes, by_quantiles=by_quantiles),
        no_data_label=capfirst(why_empty(measure, answer.selection.area)),
        no_data_count=sum(place.class_index is None and not place.is_beside for place in places),
    )


def _map_classes(measure: Measure, classes: Classes, *, by_quantiles: bool) -> tuple[MapClass, ...]:
    """Classes with their colours; none where there is no figure to class. Quantiles of a quotient have no middle."""
    if not any(classes.counts):
        return ()
    is_diverging = measure.scale is Scale.DIVERGING and not by_quantiles
    fills = (palette().diverging if is_diverging else palette().sequential).classes(len(classes.counts))
    labels = class_labels(measure, classes)
    return tuple(MapClass(fill, label, count) for fill, label, count in zip(fills, labels, classes.counts, strict=True))


def _title(measure: Measure, area: str) -> str:
    """Measure and unit, without saying the same word twice."""
    unit = unit_words(measure, area)
    is_said = not unit or unit.lower() in str(measure.label).lower()
    return str(measure.label) if is_said else f"{measure.label}, {unit}"


def class_labels(measure: Measure, classes: Classes) -> list[str]:
    """Bounds in words, lowest class first: whole numbers as `1–2`, others as `0.8 to under 1.25`."""
    if not classes.bounds:
        return [gettext("no change")] if measure.is_change else [gettext("all values")]
    if measure.names:
        return [gettext(name) for name in measure.names]
    if measure.counts_clusters:
        return _count_labels(classes.bounds)
    if measure.is_change and measure.is_whole:
        return _whole_change_labels(measure, classes.bounds)
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


def _whole_change_labels(measure: Measure, bounds: Sequence[float]) -> list[str]:
    """Whole numbers with their signs: `−4 to −2`, `no change`, `+1`."""
    edges = [int(bound) for bound in bounds]
    spans = [_span(measure, low, high - 1) for low, high in itertools.pairwise(edges)]
    first = gettext("%(high)s or less") % {"high": measure.format(edges[0] - 1)}
    return [first, *spans, gettext("%(low)s or more") % {"low": measure.format(edges[-1])}]


def _span(measure: Measure, low: int, high: int) -> str:
    if low == high:
        return gettext("no change") if low == 0 else measure.format(low)
    return gettext("%(low)s to %(high)s") % {"low": measure.format(low), "high": measure.format(high)}


def _method(answer: MapAnswer, measure: Measure, *, by_quantiles: bool) -> str:
    return f"{_how(answer, measure, by_quantiles=by_quantiles)} {_counted(answer)}"


def _counted(answer: MapAnswer) -> str:
    if answer.before is None:
        return gettext("In brackets: the number of regions.")
    return gettext("In brackets: the number of regions in %(year)s.") % {"year": answer.selection.year}


def _how(answer: MapAnswer, measure: Measure, *, by_quantiles: bool) -> str:
    if measure.is_change and not (measure.is_whole or measure.bounds):
        return gettext("Classes are the same on both sides of no change; their bounds are quantiles, rounded.")
    if measure.is_change or measure.code == "growth":
        return gettext("Fixed classes on both sides of no change.")
    if by_quantiles and answer.before is not None:
        return gettext("Classes of both years together hold about the same number of regions each.")
    if by_quantiles:
        return gettext("Classes hold about the same number of regions each (quantiles with rounded bounds).")
    if measure.scale is Scale.DIVERGING:
        return gettext("Fixed classes on both sides of the average; colours turn where a region equals it.")
    return gettext("Fixed classes.")
