"""Member firms of which the portal has figures."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.registry.models import ClusterOrganisation, Firm, FirmMembership, FirmYear


def list_firms_with_figures(organisation: ClusterOrganisation) -> QuerySet[Firm, int]:
    """Keys of current members that have figures, by name. 1 query."""
    links = FirmMembership.objects.current().filter(organisation=organisation)
    with_figures = FirmYear.objects.values("firm")
    firms = Firm.objects.filter(pk__in=links.values("firm")).filter(pk__in=with_figures)
    return firms.order_by("name", "pk").values_list("pk", flat=True)


def list_years(firms: Iterable[int]) -> QuerySet[FirmYear]:
    """Figures of these firms, the latest first. 1 query."""
    rows = FirmYear.objects.filter(firm__in=firms).select_related("firm")
    return rows.order_by("firm__name", "firm", "-year")
