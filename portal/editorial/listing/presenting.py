"""The filter form of a list, and the chips for what is active."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.core.page import Choice, FilterForm, Link, Option
from portal.editorial.listing.facets import Facet, Switch
from portal.editorial.listing.narrowing import Counts, Facets, Narrowed


def present_filters(facets: Facets, counts: Counts, narrowed: Narrowed, path: str) -> FilterForm:
    """Selects for the facets that have values, with how many items each leaves; switches are carried along."""
    shown = [facet for facet in facets.facets if not isinstance(facet, Switch)]
    switches = tuple(pair for pair in narrowed.pairs if pair[0] not in {facet.name for facet in shown})
    return FilterForm(
        choices=tuple(_choice(facet, counts, narrowed) for facet in shown if counts.values[facet.name]),
        chips=tuple(_chips(shown, counts, narrowed, path)),
        action=path,
        clear_url=Narrowed(switches).address(path),
        hidden=switches,
    )


def _choice(facet: Facet, counts: Counts, narrowed: Narrowed) -> Choice:
    chosen = narrowed.get(facet.name)
    options = [
        Option(one.value, f"{one.label} ({one.count})", one.value == chosen) for one in counts.values[facet.name]
    ]
    hint = facet.hint() if facet.hint else ""
    return Choice(facet.name, facet.label(), (Option("", _("All"), not chosen), *options), hint)


def _chips(shown: Iterable[Facet], counts: Counts, narrowed: Narrowed, path: str) -> Iterable[Link]:
    for facet in shown:
        for one in counts.values[facet.name]:
            if one.value == narrowed.get(facet.name):
                yield Link(f"{facet.label()}: {one.label}", narrowed.without(facet.name).address(path))
