"""Member firms as tests need them: two organisations, firms of two industries and regions."""

from datetime import date
from typing import Any

from portal.registry.models import ClusterOrganisation, Firm, FirmMembership
from tests.registry.factories import (
    ClusterOrganisationFactory,
    CountryFactory,
    FirmFactory,
    IndustryFactory,
    IndustryGroupFactory,
    RegionFactory,
    SchemeFactory,
)


def make_reference() -> None:
    for code in ("DE", "IT"):
        RegionFactory(code=code, version="2024", level=0)
    RegionFactory(code="DE21", version="2024", name_latin="Oberbayern")
    IndustryGroupFactory(code="C29", name="Motor vehicles")
    IndustryFactory(code="C2910", level=4, title="Manufacture of motor vehicles")
    ecosystems = SchemeFactory(code="ecosystems", name="Ecosystems", position=2)
    IndustryGroupFactory(scheme=ecosystems, code="mobility", name="Mobility", members={"C29": 1.0})


def make_member(organisation: ClusterOrganisation, name: str, **fields: Any) -> Firm:
    """A firm of motor vehicles near Munich, a member since 2020; `left_on` ends it."""
    membership = {key: fields.pop(key) for key in ("joined_on", "left_on") if key in fields}
    values = {"country": CountryFactory(code="DE"), "region_code": "DE212", "nace": "C2910", "size_class": "small"}
    firm: Firm = FirmFactory(name=name, **(values | fields))
    FirmMembership.objects.create(
        firm=firm, organisation=organisation, **({"joined_on": date(2020, 1, 1)} | membership)
    )
    return firm


def make_organisation(name: str = "Cluster One", **fields: Any) -> ClusterOrganisation:
    organisation: ClusterOrganisation = ClusterOrganisationFactory(
        name=name, country=CountryFactory(code="DE"), **fields
    )
    return organisation
