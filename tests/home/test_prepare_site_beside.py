"""What `prepare_site` does where something stands already."""

import pytest

from portal.accounts.models import User
from portal.editorial.models import EventPage
from tests.home.test_prepare_site import prepare
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_no_account_is_made_where_one_stands():
    User.objects.create_user("first@example.org")
    assert "First editor" not in prepare()
    assert User.objects.count() == 1


def test_events_name_regions_and_groups_that_the_registry_knows():
    RegionFactory(code="FRK2", version="2024")
    IndustryGroupFactory(code="C29")
    prepare()
    event = EventPage.objects.get(slug="sample-mobility-clusters")
    assert event.region_codes == ["FRK2"]
    assert [group.code for group in event.industry_groups.all()] == ["C29"]
