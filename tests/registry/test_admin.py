"""The registry in Wagtail's admin."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from portal.registry.models import GroupMember
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = get_user_model()(email="admin@example.org", is_superuser=True, is_active=True)
    user.set_password("a long enough password")
    user.save()
    client.force_login(user)
    return client


def test_an_administrator_changes_a_weight(administrator):
    member = IndustryGroupFactory(members={"C29": 1.0}).members.get()
    address = reverse("weights:edit", args=[member.pk])
    answer = administrator.post(address, {"group": member.group_id, "industry": "C29", "weight": "0.5"})
    assert answer.status_code == 302
    assert GroupMember.objects.get(pk=member.pk).weight == 0.5


def test_a_weight_above_one_is_refused(administrator):
    member = IndustryGroupFactory(members={"C29": 1.0}).members.get()
    address = reverse("weights:edit", args=[member.pk])
    answer = administrator.post(address, {"group": member.group_id, "industry": "C29", "weight": "2"})
    assert answer.status_code == 200
    assert GroupMember.objects.get(pk=member.pk).weight == 1.0


def test_official_regions_can_be_looked_up(administrator):
    region = RegionFactory(code="DE21", name_latin="Oberbayern")
    assert "Oberbayern" in administrator.get(reverse("regions:index"), {"q": "Oberb"}).text
    assert administrator.get(reverse("regions:inspect", args=[region.pk])).status_code == 200


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_official_regions_cannot_be_changed_by_hand(administrator, view):
    region = RegionFactory(code="DE21")
    arguments = [] if view == "add" else [region.pk]
    assert administrator.post(reverse(f"regions:{view}", args=arguments), {}).status_code == 302
    region.refresh_from_db()
    assert region.code == "DE21"


def test_lists_of_the_registry_open(administrator):
    IndustryGroupFactory()
    for name in ("schemes", "industry-groups", "weights", "countries", "region-changes", "nace", "firms"):
        assert administrator.get(reverse(f"{name}:index")).status_code == 200, name


def test_forms_of_schemes_and_groups_open(administrator):
    group = IndustryGroupFactory()
    for name, key in (("schemes", group.scheme_id), ("industry-groups", group.pk)):
        assert administrator.get(reverse(f"{name}:edit", args=[key])).status_code == 200, name
        assert administrator.get(reverse(f"{name}:add")).status_code == 200, name


def test_translated_names_of_a_group_can_be_written(administrator):
    group = IndustryGroupFactory()
    fields = {"scheme": "nace", "code": "C29", "name": "Cars", "market": "traded", "position": "1"}
    administrator.post(reverse("industry-groups:edit", args=[group.pk]), fields | {"names": '{"fr": "Automobile"}'})
    group.refresh_from_db()
    assert group.name_in("fr") == "Automobile"
    assert group.name_in("de") == "Cars"
