"""The filter form of a page and the chips for what is active, both from one `Selection`."""

from collections.abc import Iterable

from django.utils.translation import gettext

from observatory.models.figure import Area
from observatory.queries.names import Names
from observatory.selection import Choices, Selection
from portal.core.formatting import named
from portal.core.page import Choice, FilterForm, Link, Option

LABELS = {
    "scheme": lambda: gettext("Industry scheme"),
    "group": lambda: gettext("Industry group"),
    "year": lambda: gettext("Year"),
    "since": lambda: gettext("Compared with"),
    "rules": lambda: gettext("Rule set"),
    "area": lambda: gettext("Reference area"),
    "country": lambda: gettext("Country"),
    "within": lambda: gettext("Set of regions"),
    "stars": lambda: gettext("Stars"),
    "sort": lambda: gettext("Sort by"),
}
HINTS = {
    "rules": lambda: gettext("What earns a star; the methodology page has every rule."),
    "area": lambda: gettext("What shares, quotients and ranks are measured against."),
    "within": lambda: gettext("Regions that policy speaks of, such as less developed or coastal ones."),
}


def stars_option(value: str) -> str:
    if value == "0":
        return gettext("All cells, with or without stars")
    if value == "3":
        return gettext("Three stars or more")
    return gettext("One star or more") if value == "1" else gettext("Two stars or more")


def name_of(names: Names, parameter: str, value: str) -> str:
    """The name of one value, the value itself where it has none."""
    if parameter == "area":
        return str(Area(value).label)
    if parameter == "stars":
        return stars_option(value)
    known: dict[str, str] = getattr(names, parameter, {})
    return known.get(value, value)


def filter_form(
    path: str, selection: Selection, choices: Choices, names: Names, parameters: Iterable[str]
) -> FilterForm:
    """Selects for `parameters`, chips for those that differ from their default."""
    shown = tuple(parameters)
    hidden = (("release", selection.release),) if selection.release else ()
    return FilterForm(
        choices=tuple(_choice(name, selection, choices, names) for name in shown if getattr(choices, name)),
        chips=tuple(_chips(path, selection, names, shown)),
        action=path,
        clear_url=path,
        hidden=hidden,
    )


def _choice(name: str, selection: Selection, choices: Choices, names: Names) -> Choice:
    current = getattr(selection, name)
    values = getattr(choices, name)
    if name == "year":
        values = tuple(sorted(values, reverse=True))
    if name == "stars":
        values = tuple(sorted(values))
    options = [Option(value, name_of(names, name, value), value == current) for value in values]
    if not any(pair[0] == name for pair in selection.defaults):
        options.insert(0, Option("", gettext("All"), not current))
    hint = HINTS[name]() if name in HINTS else ""
    return Choice(name, LABELS[name](), tuple(options), hint)


def _chips(path: str, selection: Selection, names: Names, parameters: Iterable[str]) -> Iterable[Link]:
    for name in parameters:
        value = getattr(selection, name)
        if value and (name, value) not in selection.defaults:
            label = named(LABELS[name](), name_of(names, name, value))
            changes = {name: "", "page": 1} | ({"group": ""} if name == "scheme" else {})
            title = gettext("Remove the filter %(label)s") % {"label": label}
            yield Link(label, selection.address(path, **changes), title=title)
