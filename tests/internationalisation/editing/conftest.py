"""One organisation that is being written, and those who write it."""

import pytest
from django.test import Client

from portal.registry.models import Membership
from tests.internationalisation.factories import make_draft, make_user
from tests.registry.factories import CountryFactory


@pytest.fixture
def organisation():
    return make_draft(name="Cluster of clocks", country=CountryFactory(code="DE"))


@pytest.fixture
def writer(organisation):
    """Make a signed-in client of a new member."""

    def make(name: str = "Ada") -> Client:
        user = make_user(f"{name.lower()}@example.org")
        user.first_name = name
        user.save()
        Membership.objects.create(user=user, organisation=organisation, role="administrator")
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return make


@pytest.fixture
def ada(writer):
    return writer("Ada")
