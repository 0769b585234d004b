"""The sections of an industry group's page as files: the same figures, unrounded."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from observatory.downloads import notes_of
from observatory.exporting.words import STATUS_WORDS
from observatory.presenters.group.countries import clusters_by_country
from observatory.presenters.group.risers import risers
from observatory.presenters.group.standing import standing_rows
from observatory.queries.cluster_changes import Change, Turn
from observatory.queries.group import GroupProfile
from portal.core.page import Dataset

Rows = Iterator[tuple[Any, ...]]


def section_dataset(profile: GroupProfile, figure: str, name: str) -> Dataset:
    """The file of one section; `figure` is one of `SECTIONS`. Group, year and release stand in every row."""
    columns, rows = SECTIONS[figure]
    group, chosen = profile.group, profile.selection
    head = (group.scheme_id, group.code, chosen.area, profile.year)
    lines = ((*head, *row, profile.release.code) for row in rows(profile))
    return Dataset(name, ("scheme", "group", "area", "year", *columns, "release"), lines, notes_of(profile.release))


def _risers(profile: GroupProfile) -> Rows:
    for one in risers(profile):
        yield (one.region.code, one.region.name_latin, one.growth, one.growth_from, one.growth_to,
               one.persons_employed, one.location_quotient, int(one.pk in profile.jumps))  # fmt: skip


def _countries(profile: GroupProfile) -> Rows:
    clusters = clusters_by_country(profile)
    for one in profile.countries:
        yield (one.region.code, one.persons_employed, one.size, one.location_quotient,
               clusters.get(one.region.country_id), one.growth, one.growth_from, one.growth_to,
               STATUS_WORDS[one.status])  # fmt: skip


def _related(profile: GroupProfile) -> Rows:
    for pair in profile.related:
        yield (pair.other.code, pair.other.name, pair.proximity, pair.regions, pair.together)


def _changes(profile: GroupProfile) -> Rows:
    """A row a test that turned; a change without one has a single row."""
    found = profile.changes
    for one in found.changes if found else ():
        for turn in one.turns or (None,):
            yield (found.since if found else None, *_change(one), *_turn(turn))


def _change(one: Change) -> tuple[Any, ...]:
    return (one.after.region.code, one.kind.value, one.stars_before, one.stars_after)


def _turn(turn: Turn | None) -> tuple[Any, ...]:
    if turn is None:
        return (None,) * 7
    sides = (turn.before.value, turn.before.cut, turn.after.value, turn.after.cut)
    return (turn.test.code, int(turn.is_gained), *sides, turn.cause.value)


SECTIONS: Mapping[str, tuple[tuple[str, ...], Callable[[GroupProfile], Rows]]] = {
    "standing": (("measure", "value", "median", "rank", "groups"), standing_rows),
    "risers": (
        ("region", "region_name", "growth", "growth_from", "growth_to", "persons_employed", "location_quotient",
         "jumps"),
        _risers,
    ),
    "countries": (
        ("country", "persons_employed", "size", "location_quotient", "clusters", "growth", "growth_from",
         "growth_to", "status"),
        _countries,
    ),
    "related": (("other", "other_name", "proximity", "regions", "together"), _related),
    "changes": (
        ("since", "region", "change", "stars_before", "stars_after", "test", "is_gained", "value_before",
         "cut_before", "value_after", "cut_after", "cause"),
        _changes,
    ),
}  # fmt: skip
"""Columns and rows by the name of the figure in the address."""
