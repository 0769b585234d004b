"""The form that narrows the directory: every value with how many organisations it leaves, and chips for the chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _

from internationalisation.directory.choices import LIST, Choices
from internationalisation.directory.codes import FacetName, code_of
from internationalisation.directory.facets import FACETS, Value, known_values, place_name, value_label
from internationalisation.directory.queries.results import Found
from observatory.presenters.saving import save_view
from portal.accounts.models import SavedView
from portal.core.formatting import named, number
from portal.core.page import Link, SaveView
from portal.registry.codes import ancestors_and_self
from portal.registry.names import local_sort_key

COUNTRY_LETTERS = 2
OPEN = (FacetName.COUNTRY, FacetName.GROUP)  # what most readers narrow by


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: str
    is_chosen: bool
    step: int = 0  # how deep in a tree


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """`is_single` facets offer one value only; `hint` says what to do where there is nothing to offer."""

    name: str
    label: str
    parts: tuple[Part, ...]
    chosen: str
    is_open: bool
    is_single: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    action: str
    q: str
    facets: tuple[FacetView, ...]
    chips: tuple[Link, ...]
    clear_url: str
    hidden: tuple[tuple[str, str], ...]


def present_filters(found: Found, choices: Choices, path: str) -> Filters:
    facets = (_facet(name, found, choices) for name in FacetName)
    return Filters(
        action=path,
        q=choices.q,
        facets=tuple(facet for facet in facets if facet.parts or facet.hint),
        chips=tuple(Link(label, left.address(path)) for _name, label, left in chips_of(choices)),
        clear_url=choices.cleared().address(path),
        hidden=tuple(_hidden(choices)),
    )


def _hidden(choices: Choices) -> Iterator[tuple[str, str]]:
    """What the form does not ask and carries along. How the results are ordered follows the words that are searched."""
    kept = {
        "near": choices.near,
        "demonstration": "1" if choices.demonstration else "",
        "view": choices.view if choices.view != LIST else "",
        "sort": choices.sort if not choices.q else "",
    }
    return ((name, value) for name, value in kept.items() if value)


def chips_of(choices: Choices) -> Iterator[tuple[str, str, Choices]]:
    """Facet, words and the choices without it of everything that is chosen."""
    if choices.q:
        sort = "" if choices.sort not in choices.sorts[1:] else choices.sort
        yield "q", named(_("Words"), choices.q), replace(choices, q="", sort=sort, page=1)
    for name, values in choices.facets:
        for value in values:
            yield name, named(FACETS[name].label(), value_label(name, value)), _without(choices, name, value)
    if choices.near:
        left = replace(choices, near="", sort="", page=1)
        yield "near", named(_("Distance"), place_name(choices.near)), left


def save_of(choices: Choices, path: str) -> SaveView:
    """The search as a reader may keep it, from its first page on, named by what is chosen."""
    title = "; ".join(label for _name, label, _left in chips_of(choices)) or _("All cluster organisations")
    return save_view(SavedView.Kind.DIRECTORY, title, replace(choices, page=1).address(path))


def _without(choices: Choices, name: FacetName, value: str) -> Choices:
    """Without a region its country is left."""
    left = choices.without(name, value)
    return left.with_values(FacetName.COUNTRY, [value[:COUNTRY_LETTERS]]) if name == FacetName.REGION else left


def _facet(name: FacetName, found: Found, choices: Choices) -> FacetView:
    if name == FacetName.REGION:
        return _regions(found, choices)
    chosen = choices.of(name) or (
        tuple(one[:COUNTRY_LETTERS] for one in choices.of(FacetName.REGION)) if name == FacetName.COUNTRY else ()
    )
    counts = found.countries if name == FacetName.COUNTRY else {
        value: found.counts.get(code_of(name, value), 0) for value in known_values(name)
    }  # fmt: skip
    offered = [value for value in known_values(name).values() if counts.get(value.code) or value.code in chosen]
    parts = tuple(
        Part(title, _options(values, counts, chosen)) for title, values in groupby(offered, key=lambda one: one.part)
    )
    return FacetView(
        name=name,
        label=FACETS[name].label(),
        parts=parts,
        chosen=number(len(chosen)) if chosen else "",
        is_open=bool(chosen) or name in OPEN,
    )


def _options(values: Iterable[Value], counts: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[Option, ...]:
    """What is chosen comes first: it stays in view."""
    options = [Option(one.code, one.label, number(counts.get(one.code, 0)), one.code in chosen) for one in values]
    return tuple(sorted(options, key=lambda option: not option.is_chosen))


def _regions(found: Found, choices: Choices) -> FacetView:
    """The way down to the chosen region, and what lies inside it."""
    label = FACETS[FacetName.REGION].label()
    if not found.node:
        hint = _("Choose one country to narrow the list to its regions.")
        return FacetView(FacetName.REGION, label, (), "", is_open=False, is_single=True, hint=hint)
    way = ancestors_and_self(found.node)
    mask, chosen = found.narrowing.all_but(FacetName.REGION, FacetName.COUNTRY), choices.of(FacetName.REGION)
    around = [
        Option(
            "" if len(code) == COUNTRY_LETTERS else code,
            _("All of %(place)s") % {"place": place_name(code)} if len(code) == COUNTRY_LETTERS else place_name(code),
            number(int((mask & found.catalogue.inside([code])).sum())),
            code == found.node,
            step,
        )
        for step, code in enumerate(way)
    ]
    inside = sorted(found.regions, key=lambda code: local_sort_key(place_name(code)))
    below = [
        Option(code, place_name(code), number(found.regions[code]), code in chosen, len(way))
        for code in inside
        if code not in way
    ]
    return FacetView(
        FacetName.REGION, label, (Part("", (*around, *below)),), "1" if chosen else "", is_open=True, is_single=True
    )
