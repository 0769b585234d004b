"""What a visitor chose on the page of exposure, beside what every page has, and the form of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from django.utils.translation import gettext

from observatory.presenters.choosing import filter_form
from observatory.queries.exposure import RELATED_SCHEME
from observatory.queries.names import Names
from observatory.selection import Choices, Selection
from portal.core.errors import BadChoice
from portal.core.formatting import named, number, share
from portal.core.page import Choice, FilterForm, Link, Option

FAMILIAR = "C29"  # the group shown unasked: motor vehicles, which most visitors come for
PARAMETERS = ("scheme", "group", "year", "area")
EXPOSURE, PERSONS, FOCUS = "exposure", "persons", "focus"
OWN: Mapping[str, tuple[str, ...]] = {
    "drop": ("20", "5", "10", "15", "25", "30", "40", "50", "75", "100"),
    "related": ("none", "0.6", "0.55", "0.5", "0.45", "0.4"),
    "by": (EXPOSURE, PERSONS, FOCUS),
}
"""Allowed values, the default first: a fall in per cent, the least proximity, what regions are ordered by."""
LABELS = {
    "drop": lambda: gettext("The industry shrinks by"),
    "related": lambda: gettext("Related industries"),
    "by": lambda: gettext("Order and map by"),
}


@dataclass(frozen=True, slots=True)
class ExposureSelection(Selection):
    """`drop` in per cent; `related` the least proximity of groups that shrink too; `by` orders and colours."""

    drop: str = "20"
    related: str = "none"
    by: str = EXPOSURE

    @property
    def fall(self) -> float:
        """As a share: 0.2 is 20 %."""
        return int(self.drop) / 100

    @property
    def least_proximity(self) -> float | None:
        return None if self.related == "none" else float(self.related)


def with_own(selection: Selection, choices: Choices, query: Mapping[str, str]) -> ExposureSelection:
    """`selection` with the page's own parameters; without a group the familiar one. Raises BadChoice.

    Groups of other schemes than NACE overlap and cannot be added up: there related ones are left out.
    """
    values = {name: _value(name, query.get(name, "")) for name in OWN}
    common = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    usual = FAMILIAR if FAMILIAR in choices.group else choices.group[0]
    common["group"] = common["group"] or usual
    if common["scheme"] != RELATED_SCHEME:
        values["related"] = OWN["related"][0]
    defaults = selection.defaults | {("group", usual)} | {(name, allowed[0]) for name, allowed in OWN.items()}
    return ExposureSelection(**common | {"defaults": defaults}, **values)


def _value(name: str, value: str) -> str:
    if value and value not in OWN[name]:
        raise BadChoice(name, value, OWN[name])
    return value or OWN[name][0]


def exposure_form(path: str, selection: ExposureSelection, choices: Choices, names: Names) -> FilterForm:
    """Group and fall first; chips for what differs from the default."""
    form = filter_form(path, selection, choices, names, PARAMETERS)
    common = {choice.name: choice for choice in form.choices}
    own = {name: _choice(name, selection) for name in OWN if name != "related" or selection.scheme == RELATED_SCHEME}
    order = ("group", "drop", "related", "by", "scheme", "year", "area")
    shown = tuple(found for name in order if (found := own.get(name) or common.get(name)))
    return FilterForm(shown, (*form.chips, *_chips(path, selection)), path, path, form.hidden)


def _choice(name: str, selection: ExposureSelection) -> Choice:
    values = sorted(OWN[name], key=int) if name == "drop" else OWN[name]
    current = getattr(selection, name)
    return Choice(name, LABELS[name](), tuple(Option(value, _words(name, value), value == current) for value in values))


def _words(name: str, value: str) -> str:
    if name == "drop":
        return share(int(value) / 100, 0)
    if name == "related":
        near = gettext("Those of proximity %(value)s or more shrink too")
        return gettext("Stay as they are") if value == "none" else near % {"value": number(float(value), 2)}
    words = {
        EXPOSURE: gettext("Exposure: focus × persons employed"),
        PERSONS: gettext("Persons employed"),
        FOCUS: gettext("Share of the region's persons employed"),
    }
    return words[value]


def _chips(path: str, selection: ExposureSelection) -> Iterator[Link]:
    for name in OWN:
        value = getattr(selection, name)
        if (name, value) not in selection.defaults:
            label = named(LABELS[name](), _words(name, value))
            title = gettext("Remove the filter %(label)s") % {"label": label}
            yield Link(label, selection.address(path, **{name: ""}), title=title)
