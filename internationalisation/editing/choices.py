"""What the selects and lists of boxes of the form offer, named in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from internationalisation.editing.words import countries
from portal.editorial.events.kinds import language_choices
from portal.registry.models import Country
from portal.registry.names import local_sort_key
from portal.registry.profile_codes import choices_of, profile_codes
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]
NOTHING = [("", "–")]


def country_choices() -> Grouped:
    """All countries under the Union, the rest of Europe, the rest of the world; by name in the reader's language."""
    everywhere = countries().values()
    union = [country for country in everywhere if country.membership == Country.Membership.EU27]
    europe = [country for country in everywhere if country.is_european and country not in union]
    world = [country for country in everywhere if not country.is_european]
    named = ((_("European Union"), union), (_("Other countries of Europe"), europe), (_("Rest of the world"), world))
    return [(title, _by_name(group)) for title, group in named if group]


def _by_name(group: list[Country]) -> Choices:
    names = [(country.code, country.local_name) for country in group]
    return sorted(names, key=lambda pair: local_sort_key(pair[1]))


def region_choices(country_code: str) -> list[tuple[str, str] | tuple[str, Choices]]:
    """The NUTS 3 regions of a country under their NUTS 2 regions. No query when warm."""
    around: dict[str, Choices] = {}
    for code, place in gazetteer().small.items():
        if place.country == country_code and len(code) == 5:
            around.setdefault(code[:4], []).append((code, place.name))
    known = gazetteer().by_code
    named = [(known[code].name if code in known else code, sorted(regions)) for code, regions in sorted(around.items())]
    return [*NOTHING, *named]


def group_choices(scheme: str) -> Choices:
    """The groups of a scheme by key `scheme:code`."""
    language = get_language() or "en"
    return [(f"{scheme}:{group.code}", group.name_in(language)) for group in reference().groups_of(scheme)]


def scheme_titles() -> Choices:
    """(code, name) of every public scheme."""
    return [(scheme.code, scheme.name_in(get_language() or "en")) for scheme in reference().schemes]


def _ecosystems() -> Choices:
    return [(key.partition(":")[2], name) for key, name in group_choices("ecosystems")]


def _services() -> Grouped:
    codes = profile_codes()
    return [
        (group.label, [(one.code, one.label) for one in codes.service if one.group == group.code])
        for group in codes.service_group
    ]


def _languages() -> Choices:
    return language_choices()


BOXES: Mapping[str, Callable[[], Choices | Grouped]] = {
    "languages": _languages,
    "technologies": lambda: choices_of(profile_codes().technology),
    "priorities": _ecosystems,
    "services": _services,
    "countries_of_interest": country_choices,
}
SELECTS: Mapping[str, Callable[[], list[tuple[str, str] | tuple[str, Choices]]]] = {
    "country": lambda: [*NOTHING, *country_choices()],
    "text_language": lambda: [*_languages()],
    "budget_class": lambda: [*NOTHING, *choices_of(profile_codes().budget_class)],
    "label": lambda: [*NOTHING, *choices_of(profile_codes().label)],
}
