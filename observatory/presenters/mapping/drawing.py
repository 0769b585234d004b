"""The drawing instructions of a map, from one answer: places with their words, classes, and what lies around."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from observatory.maps.classes import Classes
from observatory.maps.insets import Frame, Moved, strip_below
from observatory.maps.spec import Box, Ground, MapSpec, Note, Place
from observatory.presenters.mapping.classing import classes_of, legend_of
from observatory.presenters.mapping.figures import figure_words, ranks, remark_words
from observatory.presenters.measure import Measure, change_of, why_empty
from observatory.presenters.measures import measure_of
from observatory.queries.mapping import MapAnswer, MapRow
from observatory.queries.outlines import MapGround
from observatory.selection import Selection
from portal.core import formatting
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.outlines import Shape

MAP_ID, EARLIER_ID = "map", "map-earlier"
CROP_PADDING = 0.06
SMALLEST_CROP = 240
LABEL_INDENT = 16
RING = 0.03  # of the map's width, around a region in focus that would be overlooked
SMALL_ON_MAP = 0.04
FOCUS_LABEL_SIZE = 22  # thousandths of the map's width


def measure_of_answer(answer: MapAnswer) -> Measure:
    """The measure, or its change where the answer holds differences."""
    selection = answer.selection
    measure = measure_of(selection.figure, selection.group, selection.rules)
    return change_of(measure) if answer.is_difference else measure


def map_spec(answer: MapAnswer, ground: MapGround, title: str, summary: str) -> MapSpec:
    """The drawing instructions of an answer: a region split since is one path of its pieces, under its old name."""
    classes = classes_of(answer, measure_of_answer(answer))
    return _spec(answer, ground, classes, MAP_ID, title, summary)


def map_specs(answer: MapAnswer, ground: MapGround, title: str, summary: str) -> tuple[MapSpec, ...]:
    """The map, or the maps of two years side by side in one set of classes, the earlier one first.

    The first has the words and the legend of both, whose counts are those of the later year.
    """
    if answer.before is None:
        return (map_spec(answer, ground, title, summary),)
    classes = classes_of(answer, measure_of_answer(answer))
    later = _spec(answer, ground, classes, MAP_ID, title, summary)
    years = (answer.before.selection.year, answer.selection.year)
    earlier = _spec(answer.before, ground, classes, EARLIER_ID, f"{title} ({years[0]})", summary)
    return (
        replace(earlier, title=title, legend=later.legend, caption=years[0]),
        replace(later, title=f"{title} ({years[1]})", caption=years[1]),
    )


def _spec(answer: MapAnswer, ground: MapGround, classes: Classes, id: str, title: str, summary: str) -> MapSpec:
    measure, country = measure_of_answer(answer), answer.selection.country
    view, moved = view_of(country, ground)
    places = _places(answer, measure, classes, ground)
    places = moved_places(places, moved, ground) if country else places
    spec = MapSpec(
        id=id,
        title=title,
        description=summary,
        places=places,
        legend=legend_of(answer, measure, classes, places),
        view=view,
        ground=Ground(ground.neighbours, ground.borders, frames_path(moved) if country else ground.insets),
        notes=tuple(one.note for one in moved) if country else inset_notes(ground),
    )
    return _in_focus(spec, ground)


def _in_focus(spec: MapSpec, ground: MapGround) -> MapSpec:
    """A single region in focus has its name beside it, a small one a ring around it."""
    found = [place for place in spec.places if place.is_in_focus]
    if len(found) != 1:
        return spec
    place = found[0]
    boxes = {shape.path: shape for shape in (*ground.shapes, *ground.former)}
    shape = boxes.get(place.path)
    width = shape.bbox[2] - shape.bbox[0] if shape else 0
    is_small = width < SMALL_ON_MAP * spec.view.width
    radius = round(RING * spec.view.width)
    above = radius if is_small else 0
    label = Note(place.x, place.y - above - round(0.012 * spec.view.width), place.name)
    ring = (place.x, place.y, radius) if is_small else None
    return replace(spec, ring=ring, label=label, label_size=FOCUS_LABEL_SIZE)


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


def _places(answer: MapAnswer, measure: Measure, classes: Classes, ground: MapGround) -> tuple[Place, ...]:
    """Regions with their words, those outside the chosen set without, and outlines that no figure stands for."""
    rank_of = ranks(answer.rows, answer.selection)
    places = []
    covered: set[str] = set()
    beside = {one.region_id for one in answer.beside}
    for row in (*answer.rows, *answer.beside):
        if pieces := _pieces(row, ground):
            covered.update(row.place.covers)
            is_beside = row.region_id in beside
            words = "" if is_beside else _words(row, measure, answer.selection, rank_of)
            places.append(_place(row, pieces, words, classes, answer.selection, is_beside=is_beside))
    empty = why_empty(measure, answer.selection.area)
    shown = answer.shown_codes
    rest = [shape for shape in ground.shapes if shape.code not in covered]
    return (*places, *(_empty_place(shape, empty, answer.selection, shown) for shape in rest))


def _words(row: MapRow, measure: Measure, selection: Selection, rank_of: dict[tuple[str, str], str]) -> str:
    """`2.94 times the EU-27 share; rank 3 of 230; provisional`."""
    has_rank = not (measure.names or measure.is_change)
    rank = rank_of.get((row.published_code, row.version), "") if has_rank else ""
    parts = (figure_words(row, measure, selection), rank, remark_words(row))
    return "; ".join(part for part in parts if part)


def _pieces(row: MapRow, ground: MapGround) -> list[Shape]:
    outlines = ground.shapes if row.place.version == OUTLINE_NUTS else ground.former
    return [shape for shape in outlines if shape.code in row.place.codes]


def _place(
    row: MapRow, pieces: Sequence[Shape], words: str, classes: Classes, selection: Selection, *, is_beside: bool
) -> Place:
    name = row.name if selection.level == "0" else f"{row.name}, {row.country_name}"
    return Place(
        code=row.code,
        path="".join(piece.path for piece in pieces),
        label=formatting.named(name, words) if words else "",
        name=row.name,
        url=link_of(row.code, selection),
        class_index=classes.index(row.value),
        x=pieces[0].label_x,
        y=pieces[0].label_y,
        is_far=bool(pieces[0].inset),
        is_beside=is_beside,
        is_in_focus=is_in_focus(row.code, selection),
    )


def _empty_place(shape: Shape, why: str, selection: Selection, shown: frozenset[str] | None) -> Place:
    return Place(
        code=shape.code,
        path=shape.path,
        label=formatting.named(shape.name, why),
        name=shape.name,
        url=link_of(shape.code, selection),
        x=shape.label_x,
        y=shape.label_y,
        is_far=bool(shape.inset),
        is_beside=shown is not None and shape.code not in shown,
        is_in_focus=is_in_focus(shape.code, selection),
    )


def is_in_focus(code: str, selection: Selection) -> bool:
    """Whether a place is the region asked for, lies inside it, or holds it."""
    focus = getattr(selection, "focus", "")
    return bool(focus) and (code.startswith(focus) or focus.startswith(code))


def link_of(code: str, selection: Selection) -> str:
    """A country of the map of countries opens its own map, a region its profile."""
    if selection.level == "0" and not selection.country:
        path = reverse("observatory:mapping")
        return selection.address(path, level="", country=code, sort="", page=1, focus="")
    return region_url(code)


def region_url(code: str) -> str:
    return reverse("observatory:region", args=[code])


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
