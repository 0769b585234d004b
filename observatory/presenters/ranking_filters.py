"""The filter form of the rankings: the choices of every page, and what narrows the rankings alone."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from observatory.narrowing import NARROWING, Narrowed
from observatory.presenters.choosing import filter_form
from observatory.queries.names import Names
from observatory.selection import Choices
from portal.core.formatting import named, number, rate
from portal.core.page import Choice, Entry, FilterForm, Link, Option
from portal.registry.models import Region
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.reference import reference

FILTERS = ("country", "within", "scheme", "group", "stars", "rules", "year", "area")
AFTER_COUNTRY = 1
NUTS1, NUTS2 = 1, 2


def ranking_filters(path: str, selection: Narrowed, choices: Choices, names: Names) -> FilterForm:
    form = filter_form(path, selection, choices, names, FILTERS)
    shown = [*form.choices[:AFTER_COUNTRY], _regions(selection), *form.choices[AFTER_COUNTRY:]]
    return replace(
        form, choices=tuple(shown), chips=(*form.chips, *_chips(path, selection)), entries=_entries(selection)
    )


def _regions(selection: Narrowed) -> Choice:
    """NUTS 1 regions of Europe, or NUTS 1 and 2 regions of the chosen country."""
    options = [Option("", gettext("All"), not selection.region)]
    options += [_option(region, selection) for region in _offered(selection)]
    hint = "" if selection.country else gettext("Choose a country to see its NUTS 2 regions too.")
    return Choice("region", gettext("Region inside a country"), tuple(options), hint)


def _option(region: Region, selection: Narrowed) -> Option:
    return Option(region.code, f"{region.code} {region.name_latin}", region.code == selection.region)


def _offered(selection: Narrowed) -> list[Region]:
    """Today's regions; the chosen one too where it is a former one. A country that is one region is not repeated."""
    today = [one for one in reference().regions if one.version == CURRENT_NUTS and not one.is_extra_regio]
    inside = [one for one in today if one.country_id == selection.country and one.level in (NUTS1, NUTS2)]
    offered = inside if selection.country else _parts_of_countries(today)
    if selection.region and selection.region not in {one.code for one in offered}:
        offered.append(reference().by_code[selection.region][-1])
    return offered


def _parts_of_countries(today: list[Region]) -> list[Region]:
    parts = [one for one in today if one.level == NUTS1]
    countries = [one.country_id for one in parts]
    parts = [one for one in parts if countries.count(one.country_id) > 1]
    return sorted(parts, key=lambda one: (one.country.protocol_order, one.code))


def _entries(selection: Narrowed) -> tuple[Entry, ...]:
    return (
        Entry("persons", gettext("At least so many persons employed"), selection.persons, step="any", least="0"),
        Entry("growth", gettext("Growth of at least"), selection.growth, gettext("% a year"), step="0.01"),
    )


def _chips(path: str, selection: Narrowed) -> Iterator[Link]:
    for name in NARROWING:
        if getattr(selection, name):
            label = narrowing_label(name, selection)
            title = gettext("Remove the filter %(label)s") % {"label": label}
            yield Link(label, selection.address(path, **{name: "", "page": 1}), title=title)


def narrowing_label(name: str, selection: Narrowed) -> str:
    """`Region: Bayern (DE2)`, `Persons employed: at least 1,000`, `Growth: at least +2.5% a year`."""
    if name == "region":
        return named(gettext("Region"), region_label(selection.region))
    if name == "persons":
        least = number(int(selection.persons))
        return named(gettext("Persons employed"), gettext("at least %(number)s") % {"number": least})
    least = rate(selection.least_growth, len(selection.growth.partition(".")[2]))
    return named(gettext("Growth"), gettext("at least %(rate)s a year") % {"rate": least})


def region_label(code: str) -> str:
    return f"{reference().by_code[code][-1].name_latin} ({code})"
