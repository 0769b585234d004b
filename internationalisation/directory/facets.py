"""What the directory can be narrowed by: titles of facets, their values in order, and the names of places."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from internationalisation.directory.choices import Choices
from internationalisation.directory.codes import EMERGING, ESTABLISHED, FacetName
from observatory.presenters.words import group_name
from portal.core.errors import BadChoice
from portal.core.formatting import reader_locale
from portal.registry.memory import remember
from portal.registry.models import ClusterOrganisation, Country
from portal.registry.names import local_sort_key
from portal.registry.profile_codes import choices_of, profile_codes
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; neighbours of the same `part` stand under its name."""

    code: str
    label: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """`values` are asked for at every request, so that they come in the visitor's language."""

    name: FacetName
    label: Callable[[], str]
    values: Callable[[], Iterable[Value]]


@remember
def all_countries() -> tuple[Country, ...]:
    """Those of the figures in protocol order, then those where only organisations are. 1 query, once."""
    return tuple(Country.everywhere.order_by("-is_european", "protocol_order"))


def known_values(name: FacetName) -> dict[str, Value]:
    """The values of a facet by code, kept by language: they change with the reference data alone."""
    return _known(name, get_language() or "en")


@remember
def _known(name: FacetName, language: str) -> dict[str, Value]:
    return {value.code: value for value in FACETS[name].values()}


def place_name(code: str) -> str:
    """The name of a country or region of any level; the code where nobody knows it."""
    countries = known_values(FacetName.COUNTRY)
    if code in countries:
        return countries[code].label
    place = gazetteer().by_code.get(code) or gazetteer().small.get(code)
    return place.name if place else code


def is_region(code: str) -> bool:
    return code in gazetteer().by_code or code in gazetteer().small


def value_label(name: FacetName, code: str) -> str:
    if name == FacetName.REGION:
        return place_name(code)
    value = known_values(name).get(code)
    return value.label if value else code


def check(choices: Choices) -> None:
    """Raises BadChoice for a chosen value that does not exist."""
    for name, values in choices.facets:
        known = {*gazetteer().by_code, *gazetteer().small} if name == FacetName.REGION else known_values(name)
        for value in values:
            if value not in known:
                raise BadChoice(name, value, tuple(known))
    if choices.near and not is_region(choices.near):
        raise BadChoice("near", choices.near, tuple(gazetteer().by_code))


def _countries() -> list[Value]:
    """By name in the visitor's language; those outside Europe apart."""
    parts = (_("In Europe"), _("Outside Europe"))
    values = [Value(one.code, one.local_name, parts[not one.is_european]) for one in all_countries()]
    return sorted(values, key=lambda value: (parts.index(value.part), local_sort_key(value.label)))


def _countries_of_interest() -> list[Value]:
    return sorted((Value(one.code, one.local_name) for one in all_countries()), key=_alphabetical)


def _alphabetical(value: Value) -> bytes:
    return local_sort_key(value.label)


def _groups() -> list[Value]:
    language = get_language() or "en"
    return [
        Value(f"{group.scheme_id}:{group.code}", group_name(group), group.scheme.name_in(language))
        for group in reference().groups
    ]


def _services() -> list[Value]:
    names = dict(choices_of(profile_codes().service_group))
    return [Value(one.code, one.label, names[one.group]) for one in profile_codes().service]


def _languages() -> list[Value]:
    names: Mapping[str, str] = Locale.parse(reader_locale()).languages
    codes = [code for code in names if len(code) == len("en")]
    return sorted((Value(code, names[code][:1].upper() + names[code][1:]) for code in codes), key=_alphabetical)


def _plain(entries: str) -> Callable[[], list[Value]]:
    return lambda: [Value(*pair) for pair in choices_of(getattr(profile_codes(), entries))]


def _statuses() -> list[Value]:
    return [Value(ESTABLISHED, _("Established")), Value(EMERGING, _("Emerging"))]


FACETS: Mapping[FacetName, Facet] = {
    facet.name: facet
    for facet in (
        Facet(FacetName.COUNTRY, lambda: _("Country"), _countries),
        Facet(FacetName.REGION, lambda: _("Region"), lambda: ()),  # a tree, see `tree.py`
        Facet(FacetName.GROUP, lambda: _("Industry group"), _groups),
        Facet(FacetName.TECHNOLOGY, lambda: _("Technology"), _plain("technology")),
        Facet(FacetName.SERVICE, lambda: _("Service to members"), _services),
        Facet(FacetName.SIZE, lambda: _("Number of members"), _plain("size_class")),
        Facet(FacetName.LABEL, lambda: _("Label or certificate"), _plain("label")),
        Facet(FacetName.INTEREST, lambda: _("Country of interest"), _countries_of_interest),
        Facet(
            FacetName.KIND,
            lambda: _("Kind of organisation"),
            lambda: [Value(code, str(label)) for code, label in ClusterOrganisation.Kind.choices],
        ),
        Facet(FacetName.STATUS, lambda: _("Status"), _statuses),
        Facet(FacetName.OPEN, lambda: _("New members"), lambda: [Value("yes", _("Open to new members"))]),
        Facet(FacetName.LANGUAGE, lambda: _("Working language"), _languages),
    )
}
