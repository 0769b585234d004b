"""The model that all sections share: places, industries, cluster organisations and firms."""

from portal.registry.models.industry import GroupMember, Industry, IndustryGroup, IndustryLabel, Scheme
from portal.registry.models.organisation import ClusterOrganisation, Firm
from portal.registry.models.region import Backdrop, Country, Outline, Postcode, ReferencePart, Region, RegionChange

__all__ = [
    "Backdrop",
    "ClusterOrganisation",
    "Country",
    "Firm",
    "GroupMember",
    "Industry",
    "IndustryGroup",
    "IndustryLabel",
    "Outline",
    "Postcode",
    "ReferencePart",
    "Region",
    "RegionChange",
    "Scheme",
]
