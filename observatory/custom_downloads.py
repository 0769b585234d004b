"""A custom region as datasets: every cell of the sum with what hides it, and its totals over the years."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.exporting.words import MARK_WORDS
from observatory.presenters.custom.figures import specialised
from observatory.presenters.custom.words import subject_name
from observatory.queries.custom import CustomCell, CustomProfile
from portal.core.page import Dataset

MEASURES = (
    "persons_employed",
    "local_units",
    "wages_meur",
    "location_quotient",
    "size",
    "focus",
    "growth",
    "growth_from",
    "growth_to",
    "wage_per_person_eur",
)
CELL_COLUMNS = ("name", "members", "area", "scheme", "group", "group_name", "year", *MEASURES, "rules", "stars",
                "status", "hidden_by", "not_published_in", "marks", "release")  # fmt: skip
TOTAL_COLUMNS = ("name", "year", "members", "persons_employed", "is_estimated", "same_territory",
                 "without_total", "release")  # fmt: skip


def custom_dataset(profile: CustomProfile, name: str) -> Dataset:
    """Cells, those of the specialisation figure, or totals, as the selection's `figure` says."""
    if profile.selection.figure == "history":
        return Dataset(name, TOTAL_COLUMNS, _total_rows(profile), _notes(profile))
    cells = specialised(profile) if profile.selection.figure == "specialisation" else profile.cells
    return Dataset(name, CELL_COLUMNS, [_cell_row(profile, cell) for cell in cells], _notes(profile))


def _cell_row(profile: CustomProfile, cell: CustomCell) -> tuple[Any, ...]:
    return (
        subject_name(profile.subject),
        _codes(row.region for row in profile.members_now.rows),
        profile.selection.area,
        cell.group.scheme_id,
        cell.group.code,
        cell.group.name,
        cell.year,
        *(getattr(cell, measure) for measure in MEASURES),
        profile.selection.rules,
        cell.stars,
        _status(cell),
        _codes(cell.hidden_by),
        _codes(cell.absent_of),
        _mark_words(cell.marks),
        profile.release.code,
    )


def _mark_words(marks: int) -> str:
    return " ".join(word for bit, word in MARK_WORDS.items() if marks & bit)


def _status(cell: CustomCell) -> str:
    if cell.hidden_by:
        return "confidential"
    return "not-available" if cell.persons_employed is None else "sum"


def _total_rows(profile: CustomProfile) -> Iterator[tuple[Any, ...]]:
    for one in profile.totals:
        members = _codes(row.region for row in profile.members.of(one.year).rows)
        yield (subject_name(profile.subject), one.year, members, one.persons_employed, one.is_estimated,
               one.covers_same, _codes(one.without), profile.release.code)  # fmt: skip


def _codes(regions: Any) -> str:
    return " ".join(region.code for region in regions)


def _notes(profile: CustomProfile) -> tuple[str, ...]:
    first = gettext("%(name)s: the sum of its members. A sum is empty where a member is confidential or not published; "
                    "hidden_by and not_published_in name these members.")  # fmt: skip
    return (first % {"name": subject_name(profile.subject)}, *notes_of(profile.release))
