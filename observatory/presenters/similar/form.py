"""The choices of the page of similar regions."""

from collections.abc import Iterator

from django.utils.translation import gettext

from observatory.presenters.choosing import filter_form
from observatory.presenters.similar.selection import OWN, SimilarSelection
from observatory.queries.names import get_names
from observatory.selection import Choices
from portal.core.formatting import named
from portal.core.page import Choice, FilterForm, Link, Option

LABELS = {
    "n": lambda: gettext("Number of regions"),
    "abroad": lambda: gettext("Own country"),
    "levels": lambda: gettext("Levels"),
}


def similar_form(path: str, selection: SimilarSelection, choices: Choices) -> FilterForm:
    """Own choices first, then the year; chips for what differs from the default."""
    form = filter_form(path, selection, choices, get_names(), ("year",))
    own = tuple(_choice(name, selection) for name in OWN)
    return FilterForm((*own, *form.choices), (*_chips(path, selection), *form.chips), path, path, form.hidden)


def _choice(name: str, selection: SimilarSelection) -> Choice:
    values = sorted(OWN[name], key=int) if name == "n" else OWN[name]
    current = getattr(selection, name)
    options = tuple(Option(value, _words(name, value), value == current) for value in values)
    return Choice(name, LABELS[name](), options)


def _words(name: str, value: str) -> str:
    words = {
        ("abroad", "0"): gettext("Included"),
        ("abroad", "1"): gettext("Excluded"),
        ("levels", "same"): gettext("Same level only"),
        ("levels", "all"): gettext("All levels"),
    }
    return words.get((name, value), value)


def _chips(path: str, selection: SimilarSelection) -> Iterator[Link]:
    for name in OWN:
        value = getattr(selection, name)
        if (name, value) not in selection.defaults:
            label = named(LABELS[name](), _words(name, value))
            title = gettext("Remove the filter %(label)s") % {"label": label}
            yield Link(label, selection.address(path, **{name: ""}), title=title)
