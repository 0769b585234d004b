"""Counts of member firms on pages of the Observatory: real ones, current ones, and where they are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from internationalisation.firms.panel import member_firms_panels
from portal.core import panels
from portal.core.panels import About
from portal.core.together import read_together
from tests.internationalisation.firms.worlds import make_member, make_organisation, make_reference
from tests.registry.factories import CountryFactory, FirmFactory

pytestmark = pytest.mark.django_db

REGION = About(region_codes=("DE21", "DE2"), country_code="DE")
CELL = About(region_codes=("DE21",), country_code="DE", scheme="nace", group_code="C29")


@pytest.fixture(autouse=True)
def world():
    make_reference()


def panel(about):
    asked = member_firms_panels(about, None)
    (panel,) = asked.answer(read_together(asked.parts))
    return panel


def rows(about):
    return [(row.title, row.detail) for row in panel(about).rows]


def test_a_region_counts_its_member_firms_by_industry():
    organisation = make_organisation()
    make_member(organisation, "One")
    make_member(organisation, "Two")
    make_member(organisation, "Elsewhere", region_code="DE300")

    found = panel(REGION)

    assert (found.title, found.count) == ("Member firms of cluster organisations", 2)
    assert rows(REGION) == [("C29 Motor vehicles", "2 firms")]
    assert found.link == "/clusters/members/?region=DE21"
    assert found.rows[0].url == "/clusters/members/?region=DE21&industry=C29"


def test_an_industry_counts_them_by_country():
    make_member(make_organisation(), "One")
    make_member(make_organisation("Two"), "Other", country=CountryFactory(code="IT"), nace="J6201")

    about = About(scheme="ecosystems", group_code="mobility")

    assert rows(about) == [("Country DE", "1 firm")]
    assert panel(about).link == "/clusters/members/?group=ecosystems:mobility"


def test_a_region_and_industry_count_them_by_size():
    make_member(make_organisation(), "One")

    assert rows(CELL) == [("small (10 to 49 persons)", "1 firm")]
    assert panel(CELL).rows[0].url == "/clusters/members/?region=DE21&industry=C29&size=small"


def test_who_left_and_who_is_nobody_s_member_do_not_count():
    organisation = make_organisation()
    make_member(organisation, "Former", left_on=date(2021, 1, 1))
    make_member(make_organisation("Draft", live=False), "Of a draft")
    FirmFactory(name="Firm", country=CountryFactory(code="DE"), region_code="DE212", nace="C2910")

    assert panel(REGION).count == 0
    assert panel(REGION).empty


def test_a_member_of_two_organisations_counts_once():
    firm = make_member(make_organisation(), "One")
    firm.memberships.create(organisation=make_organisation("Two"))

    assert panel(REGION).count == 1


def test_demonstration_firms_never_stand_beside_real_ones():
    invented = make_organisation("Invented", is_demonstration=True)
    make_member(invented, "Sample", is_demonstration=True)
    assert panel(REGION).title == "Demonstration member firms"
    assert rows(REGION) == [("C29 Motor vehicles", "1 firm · demonstration")]

    make_member(make_organisation(), "Real")
    assert panel(REGION).title == "Member firms of cluster organisations"
    assert rows(REGION) == [("C29 Motor vehicles", "1 firm")]


def test_it_costs_one_query_once_groups_are_known():
    make_member(make_organisation(), "One")
    panel(CELL)

    with CaptureQueriesContext(connection) as queries:
        panel(CELL)

    assert len(queries) == 1


def test_it_is_registered_for_pages_of_places():
    make_member(make_organisation(), "One")

    found = [one.key for one in panels.panels_for(panels.Subject.PLACE, REGION, None)]

    assert "member-firms" in found
