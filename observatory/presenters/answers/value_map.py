"""A map of values that a page computed from figures: regions in fixed classes, what has no figure hatched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan

from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.classes import Classes, fixed, quantiles
from observatory.maps.spec import Ground, Legend, MapClass, MapSpec, Place
from observatory.models import Release
from observatory.presenters.mapping import inset_notes, view_of
from observatory.presenters.sheets import Leaving, leaving_map
from observatory.presenters.words import region_name, region_url, source_line
from observatory.queries.outlines import MapGround, placing
from observatory.queries.questions import Valued
from portal.core.formatting import named
from portal.core.palette import palette
from portal.registry.models.region import OUTLINE_NUTS

CLASSES = 6


@dataclass(frozen=True, slots=True)
class ValueMap:
    """What to draw. `countries` are those of the reference area: others are drawn faintly.

    `format` makes the words of a value, and of the bounds of `classes` under the `legend`; `unit` follows a value.
    """

    title: str
    summary: str
    rows: tuple[Valued, ...]
    classes: Classes
    format: Callable[[float | None], str]
    legend: str
    unit: str
    countries: frozenset[str]


def classes_of(values: Sequence[float | None], bounds: Sequence[float] = ()) -> Classes:
    numbers = [nan if value is None else value for value in values]
    return fixed(numbers, tuple(bounds)) if bounds else quantiles(numbers, CLASSES)


def value_map(drawn: ValueMap, ground: MapGround) -> MapSpec:
    places = tuple(_places(drawn, ground))
    empty = sum(place.class_index is None and not place.is_beside for place in places)
    return MapSpec(
        id="map",
        title=drawn.title,
        description=drawn.summary,
        places=places,
        legend=_legend(drawn, empty),
        view=view_of("", ground)[0],
        ground=Ground(ground.neighbours, ground.borders, ground.insets),
        notes=inset_notes(ground),
    )


def leaving_values(spec: MapSpec, release: Release, year: int | str) -> Leaving:
    """The map as a file, on a slide or in a frame."""
    mark = gettext("Demonstration figures, not official statistics") if release.is_demonstration else ""
    return leaving_map((spec,), source_line(release, year, is_map=True), mark, lambda: choropleth.picture(spec, "map"))


def _legend(drawn: ValueMap, empty: int) -> Legend:
    counts = drawn.classes.counts
    fills = palette().sequential.classes(len(counts))
    return Legend(
        title=drawn.legend,
        method=gettext("In brackets: the number of regions."),
        classes=tuple(MapClass(*row) for row in zip(fills, _labels(drawn), counts, strict=True)) if any(counts) else (),
        no_data_label=gettext("No figure is published"),
        no_data_count=empty,
    )


def _labels(drawn: ValueMap) -> list[str]:
    bounds = drawn.classes.bounds
    if not bounds:
        return [gettext("all values")]
    text = [drawn.format(bound) for bound in bounds]
    between = [gettext("%(low)s to under %(high)s") % {"low": low, "high": high} for low, high in pairwise(text)]
    first, last = gettext("under %(high)s") % {"high": text[0]}, gettext("%(low)s or more") % {"low": text[-1]}
    return [first, *between, last]


def _words(row: Valued, drawn: ValueMap) -> str:
    if row.value is not None:
        return f"{drawn.format(row.value)} {drawn.unit}".strip()
    return gettext("confidential") if row.is_confidential else gettext("no figure is published")


def _places(drawn: ValueMap, ground: MapGround) -> Iterator[Place]:
    covered: set[str] = set()
    for row in sorted(drawn.rows, key=lambda row: not placing(row.published.code, row.published.version).is_exact):
        where = placing(row.published.code, row.published.version)
        outlines = ground.shapes if where.version == OUTLINE_NUTS else ground.former
        pieces = [shape for shape in outlines if shape.code in where.codes]
        if pieces and not covered.intersection(where.covers):
            covered.update(where.covers)
            yield Place(
                code=row.published.code,
                path="".join(piece.path for piece in pieces),
                label=named(region_name(row.published), _words(row, drawn)),
                name=region_name(row.published),
                url=region_url(row.published),
                class_index=drawn.classes.index(row.value),
                x=pieces[0].label_x,
                y=pieces[0].label_y,
                is_far=bool(pieces[0].inset),
            )
    for shape in ground.shapes:
        if shape.code not in covered:
            is_beside = shape.code[:2] not in drawn.countries
            label = "" if is_beside else named(shape.name, gettext("no figure is published"))
            yield Place(
                shape.code, shape.path, label, x=shape.label_x, y=shape.label_y, is_beside=is_beside,
                is_far=bool(shape.inset),
            )  # fmt: skip
