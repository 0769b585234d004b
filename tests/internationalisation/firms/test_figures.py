"""Figures of single firms: seen by administrators of the organisation alone until these confirm them."""

import pytest

from portal.registry.models import FirmYear
from tests.internationalisation.factories import make_member as make_person
from tests.internationalisation.firms.worlds import make_member, make_organisation, make_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    make_reference()
    return make_organisation()


@pytest.fixture
def firm(organisation):
    found = make_member(organisation, "Motor AG")
    FirmYear.objects.create(firm=found, year=2024, employees=1234, source="panel")
    return found


def page_of(organisation):
    return f"/account/organisations/{organisation.pk}/figures/"


def decide(client, organisation, firm, decision):
    return client.post(f"{page_of(organisation)}{firm.pk}/", {"decision": decision})


def test_an_administrator_confirms_figures_and_takes_it_back(client, organisation, firm):
    user = make_person(organisation)
    client.force_login(user)
    assert "2024: 1,234 employees" in client.get(page_of(organisation)).text

    assert decide(client, organisation, firm, "confirm").status_code == 302
    decide(client, organisation, firm, "confirm")
    year = FirmYear.objects.public_figures().get()
    assert (year.confirmed_by, year.confirmed_by_organisation) == (user, organisation)
    assert "Public since" in client.get(page_of(organisation)).text

    decide(client, organisation, firm, "withdraw")
    assert not FirmYear.objects.public_figures().exists()


def test_contributors_neither_see_nor_confirm_them(client, organisation, firm):
    client.force_login(make_person(organisation, role="contributor"))

    assert client.get(page_of(organisation)).status_code == 403
    assert decide(client, organisation, firm, "confirm").status_code == 403
    assert not FirmYear.objects.public_figures().exists()


def test_figures_of_another_organisation_s_member_cannot_be_confirmed(client, firm):
    other = make_organisation("Cluster Two")
    client.force_login(make_person(other))

    assert "1,234" not in client.get(page_of(other)).text
    assert decide(client, other, firm, "confirm").status_code == 404
    assert not FirmYear.objects.public_figures().exists()


def test_another_decision_is_a_bad_request(client, organisation, firm):
    client.force_login(make_person(organisation))

    assert decide(client, organisation, firm, "publish").status_code == 400


def test_new_figures_of_a_firm_are_private_until_they_are_confirmed_too(client, organisation, firm):
    client.force_login(make_person(organisation))
    decide(client, organisation, firm, "confirm")

    FirmYear.objects.create(firm=firm, year=2025, employees=1300, source="panel")

    assert list(FirmYear.objects.public_figures().values_list("year", flat=True)) == [2024]
