"""What must be said before a profile is submitted, by country."""

import pytest

from internationalisation.editing.requirements import is_required, missing
from portal.registry.models import Country
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db


def fields(**values) -> list[str]:
    return [one.field for one in missing(ClusterOrganisationFactory.build(**values))]


@pytest.fixture
def canada() -> Country:
    return CountryFactory(code="CA", is_european=False, membership=Country.Membership.OTHER)


def test_in_the_union_a_region_and_a_postcode_are_asked_for():
    asked = fields(country=CountryFactory(code="DE"))
    assert {"region_code", "postcode", "city"} <= set(asked)
    assert "region_name" not in asked


def test_elsewhere_in_europe_a_region_is_asked_for_and_no_postcode():
    asked = fields(country=CountryFactory(code="CH", membership=Country.Membership.EFTA))
    assert "region_code" in asked
    assert "postcode" not in asked


def test_in_the_rest_of_the_world_the_region_has_a_name(canada):
    asked = fields(country=canada)
    assert {"region_name", "city"} <= set(asked)
    assert not {"region_code", "postcode"} & set(asked)


def test_a_complete_profile_misses_nothing(canada):
    said = {
        "email": "office@example.org", "region_name": "Québec", "city": "Montréal", "description": "What it does.",
        "groups": ["nace:C30"], "members_total": 0, "members_as_of": "2026-01-31",
    }  # fmt: skip
    assert fields(country=canada, **said) == []


def test_who_names_a_programme_names_which():
    organisation = ClusterOrganisationFactory.build(country=CountryFactory(code="DE"), is_in_national_programme=True)
    assert is_required("national_programme", organisation)


def test_each_says_where_it_is_written_and_what_to_do():
    first = missing(ClusterOrganisationFactory.build(country=CountryFactory(code="DE")))[0]
    assert (first.step, first.field, first.text[-1]) == ("basics", "email", ".")
