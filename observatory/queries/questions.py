"""What a ready-made question is answered with: rows in their order, and over how many they were found."""

from dataclasses import dataclass, replace

from django.db.models import Q

from observatory.models import ClusterFigure, Release
from observatory.models.figure import Area
from observatory.questions import Question
from observatory.selection import Selection
from portal.registry.models import Country, IndustryGroup, Region
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class Found:
    """One line of an answer: a cell, a region, a group or a set of regions (`set_code`).

    `value` is what the list is ordered by, `more` further figures as the kind has them. `stars_before` is the result
    of the earlier year.
    """

    value: float
    region: Region | None = None
    group: IndustryGroup | None = None
    figure: ClusterFigure | None = None
    set_code: str = ""
    more: tuple[float | None, ...] = ()
    stars_before: int | None = None


@dataclass(frozen=True, slots=True)
class Valued:
    """A region of a map as published; `value` is None where it has no figure."""

    published: Region
    value: float | None
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`known` is the number of cells, regions or groups that have the figure asked for; `since` the earlier year.

    `total` is the sum that shares are of, where the kind has one. `places` are all regions of a map, with or without
    a figure; empty where the answer is no map.
    """

    question: Question
    release: Release
    selection: Selection
    rows: tuple[Found, ...] = ()
    known: int = 0
    since: int | None = None
    total: float | None = None
    places: tuple[Valued, ...] = ()
    matching: int | None = None

    @property
    def count(self) -> int:
        """How many rows the whole answer has; a page holds the first of a long one."""
        return len(self.rows) if self.matching is None else self.matching

    @property
    def year(self) -> int:
        return int(self.selection.year)

    @property
    def shown(self) -> tuple[Found, ...]:
        """The rows that a chart has room for."""
        return self.rows[: self.question.shown]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of one release, year and reference area; of a long answer only the first `most` rows, 0 is all."""

    question: Question
    release: Release
    selection: Selection
    most: int = 0

    @property
    def place(self) -> int:
        """Where the results of the question's rule set stand in star arrays. Raises ValueError for a rule set that
        the release was not judged by."""
        return int(self.release.rule_sets.index(self.question.rules))

    @property
    def since(self) -> int | None:
        """The earlier year; None where the release does not have it."""
        year = int(self.selection.year) - self.question.years
        return year if year in self.release.years else None

    def answer(self, rows: "tuple[Found, ...]" = (), **more: object) -> Answer:
        return replace(Answer(self.question, self.release, self.selection, rows), **more)  # type: ignore[arg-type]  # fields of Answer


def inside_area(area: str) -> Q:
    """Rows whose region lies in the reference area: lists and headlines are about it. No query when warm."""
    return Q(region__country__in=countries_of(area)) if area == Area.EU27 else Q()


def countries_of(area: str) -> frozenset[str]:
    """Codes of the countries of the reference area."""
    is_all = area != Area.EU27
    members = Country.Membership.EU27
    return frozenset(one.code for one in reference().countries if is_all or one.membership == members)
