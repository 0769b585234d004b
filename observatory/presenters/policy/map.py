"""The map of cluster policies: countries coloured by one criterion, hatched where there is no entry."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Place
from observatory.models import Budget, CountryPolicy, Known
from observatory.presenters.mapping import inset_notes
from observatory.presenters.policy.words import answer_name, criterion_name
from observatory.queries.outlines import MapGround
from observatory.queries.policy import CountryRow
from portal.core.formatting import named
from portal.core.palette import palette
from portal.registry.outlines import Shape

# Classes from the least to the most: the drawing puts the last ones first for those who read the list.
CLASSES: dict[bool, tuple[str, ...]] = {
    False: (Known.UNKNOWN, Known.NO, Known.YES),
    True: (Budget.UNKNOWN, Budget.NONE, Budget.UNDER_1, Budget.TO_10, Budget.TO_50, Budget.OVER_50),
}


def policy_map(rows: Sequence[CountryRow], criterion: str, ground: MapGround, summary: str) -> tuple[str, Legend]:
    """SVG and legend; the SVG is empty where outlines are not loaded. `rows` are all countries, none left out."""
    by_code = {row.country.code: row for row in rows}
    drawn = [by_code.get(shape.code) for shape in ground.shapes] or rows
    legend = _legend(rows, criterion, hatched=sum(row is None or row.facts is None for row in drawn))
    if not ground.shapes:
        return "", legend
    spec = MapSpec(
        id="map",
        title=criterion_name(criterion),
        description=summary,
        places=tuple(_place(shape, by_code.get(shape.code), criterion) for shape in ground.shapes),
        legend=legend,
        view=Box(0, 0, ground.width, ground.height),
        ground=Ground(ground.neighbours, ground.borders, ground.insets),
        notes=inset_notes(ground),
    )
    return choropleth.draw(spec), legend


def _legend(rows: Sequence[CountryRow], criterion: str, *, hatched: int) -> Legend:
    entries = [getattr(row.facts, criterion) for row in rows if row.facts]
    values = CLASSES[criterion == "budget"]
    fills = (palette().figure.grid, *palette().sequential.classes(len(values))[1:])
    classes = (
        MapClass(fill, answer_name(criterion, value), entries.count(value))
        for value, fill in zip(values, fills, strict=True)
    )
    return Legend(
        title=criterion_name(criterion),
        method=gettext("Hatched: no entry yet. “Not known” is an entry that does not say. Neither is a no."),
        classes=tuple(classes),
        no_data_label=gettext("no entry yet"),
        no_data_count=hatched,
    )


def _place(shape: Shape, row: CountryRow | None, criterion: str) -> Place:
    facts = row.facts if row else None
    name = row.country.local_name if row else shape.name
    return Place(
        code=shape.code,
        path=shape.path,
        label=named(name, _words(facts, criterion)),
        name=name,
        url=reverse("observatory:policy-country", args=[shape.code]),
        class_index=CLASSES[criterion == "budget"].index(getattr(facts, criterion)) if facts else None,
        x=shape.label_x,
        y=shape.label_y,
        is_far=bool(shape.inset),
    )


def _words(facts: CountryPolicy | None, criterion: str) -> str:
    return answer_name(criterion, getattr(facts, criterion)) if facts else gettext("no entry yet")
