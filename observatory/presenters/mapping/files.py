"""The map's own figures as a file: one row a region, unrounded, both years where two are compared."""

from collections.abc import Sequence

from observatory.models import Status
from observatory.presenters.mapping.words import MapWords
from observatory.queries.mapping import MapRow
from observatory.selection import Selection
from portal.core.page import Dataset


def map_dataset(rows: Sequence[MapRow], words: MapWords, notes: tuple[str, ...]) -> Dataset:
    """The map's own figures, unrounded, one row a region: what `?figure=…` downloads."""
    selection = words.selection
    columns = ("region", "region_current", "region_name", "nuts_version", "country", "year", "figure", "value",
               "three_stars", "two_stars", "one_star", "persons_employed", "status", "release")  # fmt: skip
    if selection.since:
        columns = (*columns, "since", "value_since", "change", "note")
    return Dataset("map", columns, (_dataset_row(row, words, selection) for row in rows), notes)


def _dataset_row(row: MapRow, words: MapWords, selection: Selection) -> tuple[object, ...]:
    counts = row.counts if words.measure.counts_clusters and row.value is not None else (None, None, None)
    status = Status(row.status).name.lower().replace("_", "-")
    place = (row.published_code, row.code, row.name, row.version, row.country)
    is_difference = words.answer.is_difference
    value = row.after if is_difference else row.value
    figure = (selection.year, selection.figure, value, *counts, row.persons_employed)
    plain = (*place, *figure, status, words.answer.release.code)
    if not selection.since:
        return plain
    before = row.before if is_difference else words.value_before(row)
    return (*plain, selection.since, before, row.value if is_difference else None, row.reason if is_difference else "")
