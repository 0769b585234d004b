"""Names of what a visitor may choose: schemes, groups and countries, kept in the process by language."""

from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext

from observatory.rules import rule_sets
from portal.core.foreign import extended
from portal.registry.memory import remember
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference
from portal.registry.region_sets import region_sets


@dataclass(frozen=True, slots=True)
class Names:
    """Names by code; group names are those of one scheme."""

    scheme: dict[str, str]
    group: dict[str, str]
    country: dict[str, str]
    rules: dict[str, str]
    within: dict[str, str] = field(default_factory=dict)


def get_names(scheme: str = "") -> Names:
    """Names in the language of the request; groups only where `scheme` is given. No query once they are read."""
    return _names(scheme, get_language() or "en")


@remember
def _names(scheme: str, language: str) -> Names:
    known = reference()
    return Names(
        scheme={one.code: one.name_in(language) for one in known.schemes},
        group={one.code: _group(one, language) for one in known.groups_of(scheme)},
        country={one.code: one.local_name for one in known.countries},
        rules={rules.code: gettext(rules.title) for rules in rule_sets()},
        within={one.code: gettext(one.title) for one in region_sets()},
    )


def _group(group: IndustryGroup, language: str) -> str:
    name = group.name_in(language)
    return extended(name, f"{group.code} {{}}") if group.scheme_id == "nace" else name
