"""Answers as files: every row, unrounded."""

from collections.abc import Iterator
from typing import Any

from observatory.downloads import notes_of
from observatory.presenters.answers.fields import FIELDS, Field, StarsField
from observatory.queries.questions import Answer, Found
from portal.core.page import Dataset

LEAD = ("question", "region", "region_name", "scheme", "group", "set", "area", "year", "since")


def question_dataset(answer: Answer, name: str) -> Dataset:
    """One row a line of the answer; columns that a kind has no figure for are empty."""
    fields = FIELDS[answer.question.kind]
    columns = (*LEAD, *(field.key for field in fields), "release")
    return Dataset(name, columns, _rows(answer, fields), notes_of(answer.release))


def _rows(answer: Answer, fields: tuple[Field, ...]) -> Iterator[tuple[Any, ...]]:
    for row in answer.rows:
        lead = (
            answer.question.slug,
            row.region.code if row.region else None,
            row.region.name_latin if row.region else None,
            row.group.scheme_id if row.group else None,
            row.group.code if row.group else None,
            row.set_code or None,
            answer.selection.area,
            answer.year,
            answer.since,
        )
        yield (*lead, *(_raw(answer, field, row) for field in fields), answer.release.code)


def _raw(answer: Answer, field: Field, row: Found) -> Any:
    if isinstance(field, StarsField) and field.key == "stars" and row.figure:
        return row.figure.stars[answer.release.rule_sets.index(answer.question.rules)]
    return field.raw(row)
