"""Values of a profile in the reader's words: names instead of codes."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from internationalisation.editing.steps import LIST_TITLES, LISTS
from internationalisation.editing.values import ROW_FIELDS, Values
from portal.core import formatting
from portal.editorial.events.kinds import language_name
from portal.registry.memory import remember
from portal.registry.models import ClusterOrganisation, Country
from portal.registry.profile_codes import profile_codes
from portal.registry.queries.gazetteer import gazetteer
from portal.registry.reference import reference


@remember
def countries() -> Mapping[str, Country]:
    """All countries of the world by code. 1 query, once."""
    return {country.code: country for country in Country.everywhere.all()}


def country_name(code: str) -> str:
    country = countries().get(code)
    return country.local_name if country else code


def region_name(code: str) -> str:
    """`Munich, district (DE21H)`; the code alone where no region has it."""
    place = gazetteer().small.get(code) or gazetteer().by_code.get(code)
    return f"{place.name} ({code})" if place else code


def group_name(key: str) -> str:
    """The name of an industry group `scheme:code`; the key where the group is gone."""
    scheme, _colon, code = key.partition(":")
    group = reference().group(scheme, code)
    return group.name_in(get_language() or "en") if group else key


def _ecosystem_name(code: str) -> str:
    return group_name(f"ecosystems:{code}")


def _titles(entries: str) -> Callable[[str], str]:
    """The titles of a list of the profile's codes."""
    return lambda code: {entry.code: entry.label for entry in getattr(profile_codes(), entries)}.get(code, code)


def _kind_of_logo(_pk: Any) -> str:
    return gettext("a picture")


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "country": country_name,
    "countries_of_interest": country_name,
    "region_code": region_name,
    "languages": language_name,
    "text_language": language_name,
    "groups": group_name,
    "priorities": _ecosystem_name,
    "technologies": _titles("technology"),
    "services": _titles("service"),
    "budget_class": _titles("budget_class"),
    "label": _titles("label"),
    "logo": _kind_of_logo,
    "members_as_of": formatting.day,
    "valid_from": formatting.day,
    "valid_to": formatting.day,
}
_TITLES = {
    "groups": gettext_lazy("Industry groups"),
    "priorities": gettext_lazy("Smart specialisation priorities"),
    "region_code": gettext_lazy("Region"),
    "social_links": gettext_lazy("Pages in social networks"),
    "countries_of_interest": gettext_lazy("Countries of interest"),
}
_PLAIN_NUMBERS = {"year_founded", "year", "longitude", "latitude"}


def label_of(name: str, model: Any = ClusterOrganisation) -> str:
    """What a field or list is called, with a capital letter."""
    if model is ClusterOrganisation and (name in LISTS or name in _TITLES):
        return str(LIST_TITLES[name] if name in LISTS else _TITLES[name])
    title = str(model._meta.get_field(name).verbose_name)
    return title[:1].upper() + title[1:]


def in_words(name: str, value: Any, model: Any = ClusterOrganisation) -> str:
    """The value of a field; empty where nothing is said. Lists are joined by commas."""
    if value in ("", None, []):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(_word(name, item, model) for item in value)
    return _word(name, value, model)


def _word(name: str, value: Any, model: Any) -> str:
    if name in _WORDS:
        return _WORDS[name](value)
    choices = dict(model._meta.get_field(name).flatchoices)
    if choices:
        return str(choices.get(value, value))
    if isinstance(value, int | float) and name not in _PLAIN_NUMBERS:
        return formatting.number(value)
    return str(value)


def row_in_words(relation: str, row: Values) -> str:
    """A row of a list: what is filled in, named where the value alone does not say it."""
    model = LISTS[relation]
    parts = ((name, in_words(name, row[name], model)) for name in ROW_FIELDS[relation])
    return " · ".join(_named(model, name, text) for name, text in parts if text)


def _named(model: Any, name: str, text: str) -> str:
    """Yes and no, and days, mean nothing without their names."""
    if name in ("has_agreed", "valid_from", "valid_to"):
        return formatting.named(str(model._meta.get_field(name).verbose_name), text)
    return text
