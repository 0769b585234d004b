"""What a visitor chose on the comparison of cluster policies: one frozen object, parsed from the query string."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.utils.translation import gettext

from observatory.models import Budget, Known
from observatory.presenters.policy.words import answer_name, criterion_name
from portal.core.errors import BadChoice
from portal.core.formatting import named
from portal.core.page import Choice, FilterForm, Link, Option

CRITERIA = ("policy", "programme", "evaluation", "label", "budget")
ANSWERS = tuple(Known.values)
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "show": CRITERIA,
    "area": ("eu27", "all"),
    **dict.fromkeys(CRITERIA[:-1], ANSWERS),
    "budget": tuple(Budget.values),
    "sort": ("country", *CRITERIA, "validated"),
}
DEFAULTS = {"show": "policy", "area": "eu27", "sort": "country"}


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """`show` colours the map; the criteria narrow the table, empty ones do not; `area` says which countries."""

    show: str = "policy"
    area: str = "eu27"
    policy: str = ""
    programme: str = ""
    evaluation: str = ""
    label: str = ""
    budget: str = ""
    sort: str = "country"

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "PolicyChoice":
        """Unknown parameters are ignored; a known one with a bad value raises BadChoice."""
        values = {}
        for field in fields(cls):
            value = query.get(field.name, "")
            if value and value not in ALLOWED[field.name]:
                raise BadChoice(field.name, value, ALLOWED[field.name])
            values[field.name] = value or DEFAULTS.get(field.name, "")
        return cls(**values)

    def query(self, **changes: str) -> str:
        """Canonical query string: in the order of the fields, without defaults."""
        values = {field.name: getattr(self, field.name) for field in fields(self)} | changes
        return urlencode([(name, value) for name, value in values.items() if value != DEFAULTS.get(name, "")])

    def address(self, path: str, **changes: str) -> str:
        query = self.query(**changes)
        return f"{path}?{query}" if query else path

    @property
    def narrowed(self) -> dict[str, str]:
        """The criteria that narrow the table, with the answer asked for."""
        return {name: value for name in CRITERIA if (value := getattr(self, name))}


def filters_of(choice: PolicyChoice, path: str) -> FilterForm:
    choices = (
        Choice("show", gettext("Colour the map by"), tuple(_criteria(choice))),
        Choice("area", gettext("Countries"), tuple(_areas(choice))),
        *(Choice(name, criterion_name(name), tuple(_answers(choice, name))) for name in CRITERIA),
    )
    # Where only the map's colours or the order differ there is nothing to clear.
    hidden = (("sort", choice.sort),) if choice.sort != DEFAULTS["sort"] else ()
    return FilterForm(choices, tuple(_chips(choice, path)), path, choice.address(path, **_cleared()), hidden)


def _cleared() -> dict[str, str]:
    return {**dict.fromkeys(CRITERIA, ""), "area": DEFAULTS["area"]}


def _criteria(choice: PolicyChoice) -> Iterator[Option]:
    return (Option(name, criterion_name(name), name == choice.show) for name in CRITERIA)


def _areas(choice: PolicyChoice) -> Iterator[Option]:
    labels = {"eu27": gettext("EU-27"), "all": gettext("All countries with an entry, and the EU-27")}
    return (Option(value, label, value == choice.area) for value, label in labels.items())


def _answers(choice: PolicyChoice, name: str) -> Iterator[Option]:
    chosen = getattr(choice, name)
    yield Option("", gettext("All"), not chosen)
    for value in ALLOWED[name]:
        yield Option(value, answer_name(name, value), value == chosen)


def _chips(choice: PolicyChoice, path: str) -> Iterator[Link]:
    for name, value in choice.narrowed.items():
        label = named(criterion_name(name), answer_name(name, value))
        yield Link(label, choice.address(path, **{name: ""}))
    if choice.area != DEFAULTS["area"]:
        yield Link(gettext("All countries with an entry"), choice.address(path, area=DEFAULTS["area"]))
