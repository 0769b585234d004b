"""Which codes a file may name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from internationalisation.exchange.columns import WrongValue
from portal.registry.codes import official_code
from portal.registry.models import ClusterOrganisation, Country, IndustryGroup, Region
from portal.registry.profile_codes import codes_of, profile_codes


@dataclass(frozen=True, slots=True)
class Known:
    """Codes by column; regions carry their country in their first two signs."""

    codes: Mapping[str, frozenset[str]]

    def check(self, column: str, value: Any) -> None:
        """Raises WrongValue for a code that the portal does not know."""
        if column not in self.codes:
            return
        unknown = [one for one in _each(value) if one not in self.codes[column]]
        if unknown:
            message = _("“%(code)s” is no code of this column: see the list of codes on the page of imports.")
            raise WrongValue(message % {"code": unknown[0][:40]})


def load_known() -> Known:
    """3 queries."""
    codes = profile_codes()
    countries = frozenset(Country.everywhere.values_list("code", flat=True))
    groups = list(IndustryGroup.objects.values_list("scheme_id", "code"))
    languages = frozenset(code for code, _name in settings.LANGUAGES)
    return Known(
        {
            "country": countries,
            "countries_of_interest": countries,
            "region_code": frozenset(Region.objects.current().filter(level__gt=0).values_list("code", flat=True)),
            "kind": frozenset(ClusterOrganisation.Kind.values),
            "text_language": languages,
            "languages": languages,
            "groups": frozenset(f"{scheme}:{code}" for scheme, code in groups),
            "priorities": frozenset(code for scheme, code in groups if scheme == "ecosystems"),
            "technologies": codes_of(codes.technology),
            "services": codes_of(codes.service),
            "budget_class": codes_of(codes.budget_class),
        }
    )


def official(column: str, value: Any) -> Any:
    """Codes of places as Eurostat writes them, whatever the case and the habit of the file."""
    if column in ("country", "region_code"):
        return official_code(value) if value else value
    return [official_code(code) for code in value] if column == "countries_of_interest" else value


def _each(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []
