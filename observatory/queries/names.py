"""Names of what a visitor may choose: schemes, groups and countries, kept in the process by language."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext

from observatory.rules import rule_sets
from portal.registry.models import Country, IndustryGroup, Scheme


@dataclass(frozen=True, slots=True)
class Names:
    """Names by code; group names are those of one scheme."""

    scheme: dict[str, str]
    group: dict[str, str]
    country: dict[str, str]
    rules: dict[str, str]


def get_names(release_pk: int, scheme: str = "") -> Names:
    """Names in the language of the request; groups only where `scheme` is given. No query when warm, else 3."""
    return _names(release_pk, scheme, get_language() or "en")


@lru_cache(maxsize=64)
def _names(release_pk: int, scheme: str, language: str) -> Names:
    groups = IndustryGroup.objects.filter(scheme=scheme).order_by("position") if scheme else ()
    return Names(
        scheme={one.code: one.name_in(language) for one in Scheme.objects.all()},
        group={one.code: _group(one, language) for one in groups},
        country={one.code: one.local_name for one in Country.objects.order_by("protocol_order")},
        rules={rules.code: gettext(rules.title) for rules in rule_sets()},
    )


def _group(group: IndustryGroup, language: str) -> str:
    name = group.name_in(language)
    return f"{group.code} {name}" if group.scheme_id == "nace" else name
