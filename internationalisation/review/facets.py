"""By what reviewers narrow their list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, TextField, Value, When
from django.utils.translation import gettext as _

from internationalisation.editing.words import countries
from portal.editorial.listing.facets import ChoiceFacet, count_values
from portal.editorial.listing.narrowing import Facets

NEW, CHANGED = "new", "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacet(ChoiceFacet):
    """Profiles that never were published, and changes of those that are."""

    def narrow(self, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
        return rows.filter(live=value == CHANGED)

    def values(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        kind = Case(When(live=True, then=Value(CHANGED)), default=Value(NEW), output_field=TextField())
        return count_values(rows, kind)


def _countries() -> Iterable[tuple[str, str]]:
    named = ((code, country.local_name) for code, country in countries().items())
    return sorted(named, key=lambda pair: pair[1])


def _kinds() -> Iterable[tuple[str, str]]:
    return ((NEW, _("New profiles")), (CHANGED, _("Changes of published profiles")))


FACETS = Facets(
    (
        ChoiceFacet(name="country", label=lambda: _("Country"), field="country_id", choices=_countries),
        KindFacet(name="kind", label=lambda: _("Kind"), field="live", choices=_kinds),
    )
)
