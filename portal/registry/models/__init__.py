"""The model that all sections share: places, industries, cluster organisations and firms."""

from portal.registry.models.boundary import Boundary
from portal.registry.models.firm import Firm, FirmMembership, FirmYear
from portal.registry.models.industry import GroupMember, Industry, IndustryGroup, IndustryLabel, Scheme
from portal.registry.models.membership import CertificateVerification, Membership, NationalContact
from portal.registry.models.organisation import ClusterOrganisation, Standing
from portal.registry.models.profile_rows import Activity, Certificate, ContactPerson, Partner
from portal.registry.models.region import Backdrop, Country, Outline, Postcode, ReferencePart, Region, RegionChange

__all__ = [
    "Activity",
    "Backdrop",
    "Boundary",
    "Certificate",
    "CertificateVerification",
    "ClusterOrganisation",
    "ContactPerson",
    "Country",
    "Firm",
    "FirmMembership",
    "FirmYear",
    "GroupMember",
    "Industry",
    "IndustryGroup",
    "IndustryLabel",
    "Membership",
    "NationalContact",
    "Outline",
    "Partner",
    "Postcode",
    "ReferencePart",
    "Region",
    "RegionChange",
    "Scheme",
    "Standing",
]
