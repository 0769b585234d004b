"""How many member firms there are in a region or industry: a panel of counts on pages of the Observatory.

They are members of cluster organisations and no picture of all firms: the panel says so, and stands beside no figure
of employment.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import JSONObject, Left
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.firms.facets import DIVISION, NACE, CountryFacet, IndustryFacet, NamedFacet, industries_of
from internationalisation.profiles.words import demonstration_note
from portal.core.formatting import number
from portal.core.panels import About, Asked, Panel, PanelRow
from portal.editorial.listing import ChoiceFacet, Facet
from portal.registry.models import ClusterOrganisation, Firm, FirmMembership
from portal.registry.models.firm import COUNTRY_LENGTH

KEY = "member-firms"
ROWS = 3
SIZES = ChoiceFacet(name="size", label=str, field="size_class", choices=lambda: Firm.Size.choices)


def member_firms_panels(about: About, viewer: Any) -> Asked:
    """The commonest industries of a place, countries of an industry, sizes where both are given.

    A part of the one question of all panels; 1 query besides once a process.
    """
    facet = _facet_of(about)
    return Asked((_counts(about, facet),), lambda rows: (_panel(about, facet, _by_kind(rows.get(KEY, ()))),))


def _panel(about: About, facet: Facet, counts: Mapping[bool, Counter[str]]) -> Panel:
    """Demonstration firms are counted only where there is no real one, and then as what they are."""
    is_invented = not counts[False] and bool(counts[True])
    shown = counts[is_invented]
    mark = demonstration_note() if is_invented else ""
    return Panel(
        key=KEY,
        title=_("Demonstration member firms") if is_invented else _("Member firms of cluster organisations"),
        count=shown.total(),
        rows=tuple(_row(about, facet, value, count, mark) for value, count in _commonest(shown)),
        link=_address(about),
        empty=_("No firm here is known as a member of a cluster organisation."),
    )


def _facet_of(about: About) -> Facet:
    """What the rows tell apart: what the page itself does not say already."""
    if not about.region_codes:
        return CountryFacet(name="country", label=str)
    return SIZES if about.group_code else IndustryFacet(name="industry", label=str)


def _counts(about: About, facet: Facet) -> "QuerySet[Any, Any]":
    """Numbers of firms by demonstration and value of the facet."""
    public = ClusterOrganisation.objects.public()
    links = FirmMembership.objects.current().filter(organisation__in=public)
    firms = Firm.objects.filter(pk__in=links.values("firm"))
    if about.region_codes:
        firms = firms.in_places(about.region_codes[:1])
    if about.group_code:
        firms = firms.active_in(industries_of(f"{about.scheme}:{about.group_code}"))
    rows = firms.order_by().values("is_demonstration", key=_value_of(facet)).annotate(n=Count("pk"))
    row = JSONObject(is_demonstration="is_demonstration", key="key", n="n")
    return rows.values_list(Value(KEY), Value(0), row)


def _by_kind(rows: Sequence[tuple[int, dict[str, Any]]]) -> Mapping[bool, Counter[str]]:
    found: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for _place, row in rows:
        found[row["is_demonstration"]][row["key"]] += row["n"]
    return found


def _value_of(facet: Facet) -> Any:
    fields = {CountryFacet: F("country_id"), ChoiceFacet: F("size_class")}
    return fields.get(type(facet), Left("nace", DIVISION))


def _names(facet: Facet) -> Mapping[str, str]:
    return facet.names() if isinstance(facet, NamedFacet) else dict(Firm.Size.choices)


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:ROWS]


def _row(about: About, facet: Facet, value: str, count: int, mark: str) -> PanelRow:
    firms = ngettext("%(count)s firm", "%(count)s firms", count) % {"count": number(count)}
    name = _names(facet).get(value, value) if value else _("Not known")
    chosen = {facet.name: value} if value else {}
    return PanelRow(name, _address(about, **chosen), " · ".join(filter(None, [firms, mark])))


def _address(about: About, **more: str) -> str:
    """The search over members, narrowed to the subject of the page."""
    place = about.region_codes[0] if about.region_codes else ""
    is_country = len(place) == COUNTRY_LENGTH
    is_nace = about.scheme == NACE
    pairs = {
        "country": place if is_country else "",
        "region": "" if is_country else place,
        "industry": about.group_code if is_nace else "",
        "group": "" if is_nace or not about.group_code else f"{about.scheme}:{about.group_code}",
    } | more
    path, query = reverse("internationalisation:member-search"), {name: value for name, value in pairs.items() if value}
    return f"{path}?{urlencode(query, safe=':')}" if query else path
