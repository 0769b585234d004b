"""Similar regions as files: neighbours with their variables, and the whole matrix of distances."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.models import Release
from observatory.queries.similar import Far, Similar
from observatory.queries.similarity_matrix import MatrixRow
from observatory.similarity import shown_variables
from portal.core.page import Dataset
from portal.registry.models import Region

FORMS = ("long", "wide")


def neighbours_dataset(similar: Similar, vectors: Mapping[int, Sequence[float | None]], name: str) -> Dataset:
    """`region`, `distance` and the variables in their own units, nearest first; as many as were asked for.

    With every region asked for, those that have no distance stand last. `vectors` are by published region.
    """
    places = [place for place, _ in shown_variables()]
    columns = ("region", "distance", *(variable.code for _, variable in shown_variables()))
    chosen: Sequence[Far] = similar.all
    if similar.wanted.n:
        chosen = [far for far in similar.all if far.distance is not None][: similar.wanted.n]
    rows = ((far.region.code, far.distance, *_picked(vectors.get(far.published.pk, ()), places)) for far in chosen)
    return Dataset(name, columns, rows, _notes(similar))


def _picked(vector: Sequence[float | None], places: Iterable[int]) -> list[float | None]:
    return [vector[place] if place < len(vector) else None for place in places]


def _notes(similar: Similar) -> tuple[str, ...]:
    values = {"region": similar.place.code, "year": similar.year}
    return (
        gettext("Structural distance to %(region)s in %(year)s; lower is closer, 1 is usual between two regions.")
        % values,
        gettext("Shares are of the persons employed in the region, 0 to 1; empty where not published."),
        *distance_notes(similar.release),
    )


def distance_notes(release: Release) -> tuple[str, ...]:
    return (
        gettext("A group of variables that one of two regions lacks is left out of their distance."),
        *notes_of(release),
    )


def matrix_dataset(
    release: Release, year: str, form: str, regions: tuple[Region, ...], rows: Iterator[MatrixRow], name: str
) -> Dataset:
    """All distances of a year: a row a pair (`long`) or a row a region (`wide`); codes as published."""
    notes = (gettext("Structural distances of %(year)s.") % {"year": year}, *distance_notes(release))
    if form == "wide":
        lines: Iterator[tuple[Any, ...]] = ((row.region.code, *row.distances) for row in rows)
        return Dataset(name, ("region", *(region.code for region in regions)), lines, notes)
    return Dataset(name, ("region", "other", "year", "distance"), _pairs(rows, regions, year), notes)


def _pairs(rows: Iterator[MatrixRow], regions: tuple[Region, ...], year: str) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for other, distance in zip(regions, row.distances, strict=True):
            yield (row.region.code, other.code, year, distance)
