"""Demonstration firms: marked, members of demonstration organisations, the same at every run, gone with one call."""

import pytest
import shapely

from portal.registry.firms.demonstration import NotADemonstration, make_firms, remove_firms
from portal.registry.models import Boundary, Firm, FirmMembership, FirmYear
from tests.registry.factories import (
    ClusterOrganisationFactory,
    CountryFactory,
    FirmFactory,
    IndustryFactory,
    IndustryGroupFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisations():
    IndustryGroupFactory(code="C29")
    for code in ("C2910", "C1071"):
        IndustryFactory(code=code, level=4)
    RegionFactory(code="DE211", version="2024", longitude=11.4, latitude=48.7)
    RegionFactory(code="ITC11", version="2024", longitude=7.7, latitude=45.1)
    Boundary.objects.create(version="2024", code="DE211", polygon=shapely.to_wkb(shapely.box(11, 48, 12, 49)))
    Boundary.objects.create(version="2013", code="DE21X", polygon=shapely.to_wkb(shapely.box(11, 48, 12, 49)))
    return [
        ClusterOrganisationFactory(is_demonstration=True, region_code=code, groups=["nace:C29"], country=country)
        for code, country in (("DE211", CountryFactory(code="DE")), ("ITC11", CountryFactory(code="IT")))
    ]


def told():
    return list(Firm.objects.order_by("source_key").values_list("name", "nace", "region_code", "longitude", "website"))


def test_firms_stand_in_the_region_and_industry_of_their_organisation_and_are_marked(organisations):
    assert make_firms(organisations, 6) == 6

    found = Firm.objects.filter(country_id="DE")
    assert set(found.values_list("region_code", "figures_code", "nace", "is_demonstration")) == {
        ("DE211", "DE21X", "C2910", True)
    }
    assert found.count() == 3
    assert all(name.startswith("Sample Vehicle Parts") for name in found.values_list("name", flat=True))


def test_every_firm_is_a_member_of_a_demonstration_organisation(organisations):
    make_firms(organisations, 6)

    assert FirmMembership.objects.filter(organisation=organisations[0]).values("firm").distinct().count() >= 3
    assert not Firm.objects.filter(memberships__isnull=True).exists()


def test_a_second_run_leaves_the_same_firms_once(organisations):
    make_firms(organisations, 6)
    first = told()
    make_firms(organisations, 6)

    assert told() == first


def test_real_organisations_get_no_demonstration_firms(organisations):
    with pytest.raises(NotADemonstration, match="Real cluster"):
        make_firms([*organisations, ClusterOrganisationFactory(name="Real cluster")], 6)

    assert not Firm.objects.exists()


def test_removing_leaves_real_firms(organisations):
    kept = FirmFactory()
    make_firms(organisations, 6)

    assert remove_firms() == 6
    assert list(Firm.objects.all()) == [kept]
    assert not FirmYear.objects.exists()
