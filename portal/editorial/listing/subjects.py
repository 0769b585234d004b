"""Facets of what pages are about: topics, countries, regions, industry groups; and of the month they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from observatory.presenters.words import group_name, region_name
from portal.core.errors import BadChoice
from portal.editorial.listing.facets import Counted, Facet, Rows, count_values, unnest
from portal.editorial.models.topic import Topic
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.reference import reference

COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFacet(Facet):
    """What `relation` leads to, by its slug: objects of `model`, whose `names` hold the visitor's language."""

    relation: str
    model: type[Any]

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(**{f"{self.relation}__slug": value})

    def values(self, rows: Rows) -> Rows | None:
        in_language = KeyTextTransform(get_language() or "en", f"{self.relation}__names")
        name = Coalesce(NullIf(in_language, Value("", TextField())), Cast(F(f"{self.relation}__name"), TextField()))
        return count_values(rows, F(f"{self.relation}__slug"), name)

    def find(self, value: str) -> str:
        known = {one.slug: one for one in self.model.objects.all()}
        if value not in known:
            raise BadChoice(self.name, value, tuple(known))
        return str(known[value].local_name)

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        return sorted(counted, key=lambda one: one.label.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacet(Facet):
    """Countries that rows name, or whose regions they name."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(places__contains=[value])

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows.annotate(facet_place=unnest("places")), F("facet_place"))

    def find(self, value: str) -> str:
        names = {country.code: country.local_name for country in reference().countries}
        if value not in names:
            raise BadChoice(self.name, value, tuple(names))
        return names[value]

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        """In protocol order, as official lists have it."""
        counts = {one.value: one.count for one in counted}
        known = [country for country in reference().countries if country.code in counts]
        return [Counted(country.code, country.local_name, counts[country.code]) for country in known]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFacet(Facet):
    """Regions that rows name; choosing one also finds what lies inside it."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(places__contains=[value])

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows.annotate(facet_region=unnest("region_codes")), F("facet_region"))

    def find(self, value: str) -> str:
        name = _region_names().get(value)
        if name is None:
            raise BadChoice(self.name, value, tuple(_region_names()))
        return name

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        names = _region_names()
        found = [Counted(one.value, names.get(one.value, one.value), one.count) for one in counted]
        return sorted((one for one in found if len(one.value) > COUNTRY_LENGTH), key=lambda one: one.label.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacet(Facet):
    """Industry groups as `scheme:code`."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        scheme, _colon, code = value.partition(":")
        return rows.filter(industry_groups__scheme=scheme, industry_groups__code=code)

    def values(self, rows: Rows) -> Rows | None:
        key = Concat(F("industry_groups__scheme_id"), Value(":"), F("industry_groups__code"), output_field=CharField())
        return count_values(rows.filter(industry_groups__isnull=False), key)

    def find(self, value: str) -> str:
        names = _group_names()
        if value not in names:
            raise BadChoice(self.name, value, tuple(names))
        return names[value]

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        """In the order of their schemes."""
        counts = {one.value: one.count for one in counted}
        return [Counted(key, name, counts[key]) for key, name in _group_names().items() if key in counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacet(Facet):
    """The month of a date field as `2026-11`, the latest first."""

    field: str

    def narrow(self, rows: Rows, value: str) -> Rows:
        year, month = value.split("-")
        return rows.filter(**{f"{self.field}__year": int(year), f"{self.field}__month": int(month)})

    def values(self, rows: Rows) -> Rows | None:
        return count_values(rows, Func(F(self.field), Value("YYYY-MM"), function="to_char", output_field=CharField()))

    def find(self, value: str) -> str:
        first = _first_of_month(value)
        if first is None:
            raise BadChoice(self.name, value, ())
        return month_name(first)

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        newest = sorted(counted, key=lambda one: one.value, reverse=True)
        return [Counted(one.value, self.find(one.value), one.count) for one in newest]


def month_name(first: date) -> str:
    """`November 2026`."""
    return format_skeleton("yMMMM", first, locale=to_locale(get_language() or "en"))


def _first_of_month(value: str) -> date | None:
    try:
        return parse_date(f"{value}-01")
    except ValueError:
        return None


def _region_names() -> dict[str, str]:
    """Today's regions down to NUTS 2."""
    return {region.code: region_name(region) for region in reference().regions if region.version == CURRENT_NUTS}


def _group_names() -> dict[str, str]:
    return {f"{group.scheme_id}:{group.code}": group_name(group) for group in reference().groups}


def subject_facets() -> tuple[Facet, ...]:
    """The facets that all lists of pages with subjects share, in their usual order."""
    return (
        NamedFacet(name="topic", label=lambda: _("Topic"), relation="topics", model=Topic),
        CountryFacet(name="country", label=lambda: _("Country")),
        RegionFacet(name="region", label=lambda: _("Region")),
        GroupFacet(name="group", label=lambda: _("Industry group")),
    )
