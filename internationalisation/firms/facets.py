"""Ways to narrow a list of member firms: where they are, what they do, how large they are, whose members."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Left
from django.utils.translation import gettext as _

from observatory.presenters.words import full_region_name, group_name
from portal.core.errors import BadChoice
from portal.editorial.listing import ChoiceFacet, Counted, Facet, Facets, Switch, count_values
from portal.registry.memory import remember
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, GroupMember, Industry
from portal.registry.models.region import CURRENT_NUTS
from portal.registry.reference import reference

Rows = QuerySet[Any]
REGION, DIVISION = 4, 3  # letters of NUTS 2 and of a NACE division
NACE = "nace"
MOST_ORGANISATIONS = 100
CURRENT, FORMER = "current", "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Facet):
    """Words of names and towns, or their beginnings; nothing is counted or offered."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.with_words(value)


class SizeFacet(ChoiceFacet):
    def values(self, rows: Rows) -> Rows:
        return count_values(rows, F(self.field), joins=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFacet(Facet):
    """Values that the registry has names for, in its order."""

    def names(self) -> Mapping[str, str]:
        raise NotImplementedError

    def find(self, value: str) -> str:
        names = self.names()
        if value not in names:
            raise BadChoice(self.name, value, tuple(names))
        return names[value]

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        counts = {one.value: one.count for one in counted}
        return [Counted(value, name, counts[value]) for value, name in self.names().items() if value in counts]


class CountryFacet(NamedFacet):
    def names(self) -> Mapping[str, str]:
        return {country.code: country.local_name for country in reference().countries}

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(country_id=value)

    def values(self, rows: Rows) -> Rows:
        return count_values(rows, F("country_id"), joins=False)


class RegionFacet(NamedFacet):
    """Regions down to NUTS 2; those of NUTS 2 are offered."""

    def names(self) -> Mapping[str, str]:
        newest = {region.code: full_region_name(region) for region in reference().regions}
        of_today = {region.code[:2] for region in reference().regions if region.version == CURRENT_NUTS}
        today = {region.code for region in reference().regions if region.version == CURRENT_NUTS}
        return {code: name for code, name in newest.items() if code in today or code[:2] not in of_today}

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.in_places([value])

    def values(self, rows: Rows) -> Rows:
        return count_values(rows.exclude(region_code=""), Left("region_code", REGION), joins=False)


class IndustryFacet(NamedFacet):
    """Main activities: any NACE code narrows, divisions are offered."""

    def names(self) -> Mapping[str, str]:
        return {group.code: group_name(group) for group in reference().groups_of(NACE)}

    def find(self, value: str) -> str:
        names = self.names()
        if value not in names and not Industry.objects.filter(code=value, level__gt=0).exists():
            raise BadChoice(self.name, value, tuple(names))
        return names.get(value, value)

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.active_in([value])

    def values(self, rows: Rows) -> Rows:
        return count_values(rows.exclude(nace=""), Left("nace", DIVISION), joins=False)


class GroupFacet(NamedFacet):
    """Groups of the other schemes as `scheme:code`; a firm counts in every group that has its main activity."""

    def names(self) -> Mapping[str, str]:
        groups = (group for group in reference().groups if group.scheme_id != NACE)
        return {f"{group.scheme_id}:{group.code}": group_name(group) for group in groups}

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.active_in(industries_of(value))

    def values(self, rows: Rows) -> Rows:
        return count_values(rows.exclude(nace=""), F("nace"), joins=False)

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        counts: Counter[str] = Counter()
        for key in self.names():
            beginnings = industries_of(key)
            counts[key] = sum(one.count for one in counted if one.value.startswith(beginnings))
        found = [Counted(key, "", count) for key, count in counts.items() if count]
        return NamedFacet.options(self, found)


class OrganisationFacet(Facet):
    """Public organisations by their number; the largest are offered."""

    def narrow(self, rows: Rows, value: str) -> Rows:
        return rows.filter(Exists(FirmMembership.objects.filter(firm=OuterRef("pk"), organisation=value)))

    def values(self, rows: Rows) -> Rows:
        links = FirmMembership.objects.filter(organisation__in=ClusterOrganisation.objects.public(), firm__in=rows)
        counts = links.order_by().values("organisation").annotate(n=Count("firm", distinct=True))
        value, name = Cast("organisation", TextField()), Cast(Max("organisation__name"), TextField())
        return counts.annotate(facet_value=value, facet_label=name).values_list("facet_value", "facet_label", "n")

    def find(self, value: str) -> str:
        known = ClusterOrganisation.objects.public()
        found = known.filter(pk=int(value)).first() if value.isdecimal() and len(value) < 10 else None
        if found is None:
            raise BadChoice(self.name, value, ())
        return str(found.name)

    def options(self, counted: Sequence[Counted]) -> Iterable[Counted]:
        largest = sorted(counted, key=lambda one: -one.count)[:MOST_ORGANISATIONS]
        return sorted(largest, key=lambda one: one.label.casefold())


@remember
def _members_of_groups() -> Mapping[str, tuple[str, ...]]:
    """NACE codes of every group by `scheme:code`. 1 query, none when asked before."""
    found: dict[str, tuple[str, ...]] = {}
    rows = GroupMember.objects.values_list("group__scheme_id", "group__code", "industry_id")
    for scheme, code, industry in rows:
        found[f"{scheme}:{code}"] = (*found.get(f"{scheme}:{code}", ()), industry)
    return found


def industries_of(key: str) -> tuple[str, ...]:
    """The NACE codes of a group; none of an unknown one."""
    return _members_of_groups().get(key, ())


def _current(organisation: ClusterOrganisation | None) -> Any:
    """Narrows to current or to former members: of one organisation, or of any public one. None of it, no member."""
    if organisation is not None:
        links = FirmMembership.objects.filter(organisation=organisation)
    else:
        links = FirmMembership.objects.filter(organisation__in=ClusterOrganisation.objects.public())

    def narrow(rows: Rows, value: str) -> Rows:
        is_current = Exists(links.current().filter(firm=OuterRef("pk")))
        was_member = Exists(links.filter(firm=OuterRef("pk")))
        return rows.filter(is_current) if value == CURRENT else rows.filter(was_member).exclude(is_current)

    return narrow


def facets_of(organisation: ClusterOrganisation | None) -> Facets:
    """The facets of the member list of one organisation, or of the search over all."""
    narrowing = _current(organisation)
    facets: list[Facet] = [
        Words(name="q", label=lambda: _("Words")),
        Switch(name="members", label=lambda: _("Membership"), choices=(CURRENT, FORMER), narrowing=narrowing),
        CountryFacet(name="country", label=lambda: _("Country")),
        RegionFacet(name="region", label=lambda: _("Region")),
        IndustryFacet(name="industry", label=lambda: _("Main activity")),
        GroupFacet(name="group", label=lambda: _("Industry group")),
        SizeFacet(name="size", label=lambda: _("Size"), field="size_class", choices=lambda: Firm.Size.choices),
    ]
    if organisation is None:
        facets.append(OrganisationFacet(name="organisation", label=lambda: _("Member of")))
    return Facets(tuple(facets))
