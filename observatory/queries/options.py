"""Names of what a visitor may choose on the mapping tool."""

from dataclasses import dataclass

from portal.registry.models import Country, IndustryGroup, Scheme


@dataclass(frozen=True, slots=True)
class MapOptions:
    """Names by code, in the order in which they are offered."""

    schemes: dict[str, str]
    groups: dict[str, str]
    countries: dict[str, str]


def get_options(scheme: str) -> MapOptions:
    """Schemes, the groups of `scheme` and countries in protocol order. 3 queries: administrators may edit them."""
    return MapOptions(
        schemes=dict(Scheme.objects.order_by("position").values_list("code", "name")),
        groups=dict(IndustryGroup.objects.filter(scheme=scheme).order_by("position").values_list("code", "name")),
        countries=dict(Country.objects.order_by("protocol_order").values_list("code", "name")),
    )
