"""What a line of an answer shows: its figures in their order, as text in tables and unrounded in files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from observatory.presenters.stars import earned_cell, stars_cell
from observatory.queries.questions import Answer, Found
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Cell, Column

Raw = float | int | str | None


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `raw` is the unrounded figure, `text` what readers see of it."""

    key: str
    label: Promise | str
    raw: Callable[[Found], Raw]
    text: Callable[[float | None], str] = number
    unit: Promise | str = ""

    @property
    def is_share(self) -> bool:
        """Whether values are between 0 and 1 and shown as per cent."""
        return self.text in (share, rate, _short_share)

    def column(self) -> Column:
        return Column(self.key, str(self.label), str(self.unit), is_numeric=True)

    def cell(self, answer: Answer, row: Found) -> Cell:
        found = self.raw(row)
        return Cell(found) if isinstance(found, str) else Cell(self.text(found))


@dataclass(frozen=True, slots=True)
class StarsField(Field):
    """The result under the question's rule set, as stars."""

    def column(self) -> Column:
        return Column(self.key, str(self.label), str(self.unit))

    def cell(self, answer: Answer, row: Found) -> Cell:
        rules = answer.question.rules
        if self.key == "stars_before":
            return Cell(MISSING) if row.stars_before is None else earned_cell(row.stars_before, rules, is_hollow=False)
        return stars_cell(row.figure, answer.release, rules) if row.figure else Cell(MISSING)


def value(key: str, label: Promise, text: Callable[[float | None], str] = number, unit: Promise | str = "") -> Field:
    """What the answer is ordered by."""
    return Field(key, label, lambda row: row.value, text, unit)


def more(
    place: int, key: str, label: Promise, text: Callable[[float | None], str] = number, unit: Promise | str = ""
) -> Field:
    return Field(key, label, lambda row: row.more[place], text, unit)


def of_cell(key: str, label: Promise, text: Callable[[float | None], str] = number, unit: Promise | str = "") -> Field:
    return Field(key, label, lambda row: getattr(row.figure, key), text, unit)


def _period(row: Found) -> str:
    return f"{row.figure.growth_from}–{row.figure.growth_to}" if row.figure else MISSING


def _short_share(number_: float | None) -> str:
    return share(number_, 1)


PERSONS = of_cell("persons_employed", _("Persons employed"))
QUOTIENT = of_cell("location_quotient", _("Location quotient"), quotient, _("times"))
FOCUS = of_cell("focus", _("Focus"), share, _("of the region's persons employed"))
STARS = StarsField("stars", _("Stars"), lambda row: None)
STARS_BEFORE = StarsField("stars_before", _("Stars, year before"), lambda row: row.stars_before)
TOP_PERSONS = value("persons_employed", _("Persons employed"))
OF_REGION = _("of the region's persons employed")
OF_GROUP = _("of the group's persons employed")

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "focus-above": (value("focus", _("Focus"), share, OF_REGION), PERSONS, QUOTIENT, STARS),
    "new-clusters": (TOP_PERSONS, QUOTIENT, STARS_BEFORE, STARS),
    "lost-clusters": (TOP_PERSONS, QUOTIENT, STARS_BEFORE, STARS),
    "concentrated-industries": (
        value("top5_share", _("Five largest regions"), share, OF_GROUP),
        more(0, "top10_share", _("Ten largest regions"), share, OF_GROUP),
        more(1, "gini_concentration", _("Gini concentration"), quotient, _("0 to 1")),
        more(2, "persons_employed", _("Persons employed")),
    ),
    "within-set-count": (
        value("clusters", _("Statistical clusters")),
        more(0, "regions_with", _("Regions with one")),
        more(1, "regions", _("Regions judged")),
    ),
    "most-clusters": (
        value("clusters", _("Statistical clusters")),
        more(0, "three_stars", _("With three stars")),
        more(1, "two_stars", _("With two")),
        more(2, "one_star", _("With one")),
    ),
    "largest-clusters": (TOP_PERSONS, QUOTIENT, FOCUS, STARS),
    "fastest-growing-clusters": (
        value("growth", _("Growth"), rate, _("a year")),
        Field("period", _("Period"), _period),
        PERSONS,
        STARS,
    ),
    "wages": (
        value("relative_wage", _("Wages per person"), quotient, _("times the own country's mean")),
        of_cell("wage_per_person_eur", _("Wages per person"), number, _("EUR a year")),
        PERSONS,
        STARS,
    ),
    "most-specialised-regions": (
        value("krugman", _("Krugman index"), quotient, _("0 to 2")),
        more(0, "published_share", _("Published"), _short_share, OF_REGION),
        more(1, "divisions_published", _("Industries published")),
    ),
    "growing-industries": (
        value("growth", _("Growth over the period"), rate),
        more(0, "persons_employed", _("Persons employed")),
        more(1, "area_share", _("Countries that publish it"), share, _("of all persons employed")),
    ),
    "exposure": (
        value("exposure", _("Exposure"), number, _("focus × persons employed")),
        more(0, "persons_employed", _("Persons employed")),
        more(1, "focus", _("Focus"), share, OF_REGION),
    ),
    "close-calls": (
        value("stars_lost", _("Stars lost"), number, _("were cuts a tenth higher")),
        more(0, "stars_gained", _("Stars gained"), number, _("were cuts a tenth lower")),
        more(1, "stars", _("Stars today")),
    ),
    "estimates-needed": (
        value("estimated_share", _("Estimated"), share, _("of the region's total")),
        more(0, "persons_employed", _("Persons employed, total")),
        more(1, "sections_published", _("Sections published"), number, _("of 13")),
    ),
}
"""Columns by kind, the one that the answer is ordered by first; a test holds the keys against the kinds."""


def period_of(answer: Answer) -> str:
    """`2013–2014` where two years are compared."""
    return f"{answer.since}–{answer.year}" if answer.since else str(answer.year)


def no_years(answer: Answer) -> str:
    values = {"year": answer.year, "since": answer.year - answer.question.years}
    return gettext("This release has no figures of %(since)s to compare %(year)s with.") % values
