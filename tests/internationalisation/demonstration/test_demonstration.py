"""Demonstration organisations: real places, marked everywhere, and gone with one command."""

from io import StringIO

import pytest
from django.core.management import call_command

from internationalisation.demonstration.actions import make_demonstration, remove_demonstration
from internationalisation.demonstration.places import words
from portal.registry.models import ClusterOrganisation, Firm, IndustryGroup, Region, Standing
from tests.internationalisation.demonstration.worlds import everywhere, make_spots
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

COUNT = 30


@pytest.fixture
def clusters():
    return make_spots()


def test_organisations_stand_in_real_regions_and_industries(clusters):
    assert make_demonstration(count=COUNT) == everywhere()
    inside = ClusterOrganisation.objects.get(country="DE")
    assert Region.objects.filter(code=inside.region_code, level=3).exists()
    scheme, code = inside.groups[0].split(":")
    assert IndustryGroup.objects.filter(scheme=scheme, code=code).exists()


def test_each_says_that_it_is_an_example(clusters):
    make_demonstration(count=COUNT)
    for organisation in ClusterOrganisation.objects.all():
        assert organisation.is_demonstration
        assert "example" in organisation.name.lower()
        assert words()["notice"] in organisation.description
        assert organisation.full_clean() is None


def test_some_are_established_and_some_are_emerging(clusters):
    make_demonstration(count=COUNT)
    assert set(ClusterOrganisation.objects.values_list("standing", flat=True)) == {Standing.ORDINARY, Standing.EMERGING}


def test_none_is_real(clusters):
    make_demonstration(count=COUNT)
    assert not ClusterOrganisation.objects.real().exists()


def test_a_second_time_makes_none(clusters):
    make_demonstration(count=COUNT)
    out = StringIO()
    call_command("make_demonstration", stdout=out)
    assert "Nothing made" in out.getvalue()


def test_before_there_are_figures_nothing_is_made():
    assert make_demonstration(count=COUNT) == 0


def test_one_command_takes_them_away_and_leaves_what_is_real(clusters):
    real = ClusterOrganisationFactory(name="Real cluster")
    make_demonstration(count=COUNT)
    assert Firm.objects.exists()
    assert remove_demonstration() == everywhere()
    assert list(ClusterOrganisation.objects.all()) == [real]
    assert not Firm.objects.exists()


def test_they_are_the_same_whenever_they_are_made(clusters):
    make_demonstration(count=COUNT)
    names = set(ClusterOrganisation.objects.values_list("name", "members_total"))
    remove_demonstration()
    make_demonstration(count=COUNT)
    assert set(ClusterOrganisation.objects.values_list("name", "members_total")) == names
