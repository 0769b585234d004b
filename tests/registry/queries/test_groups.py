"""Groups of a scheme in the reader's language."""

import pytest

from portal.registry.queries import GroupName, list_groups
from tests.registry.factories import IndustryGroupFactory

pytestmark = pytest.mark.django_db


def test_groups_come_in_the_schemes_order_and_the_readers_language():
    IndustryGroupFactory(code="G47", name="Retail", names={"fr": "Commerce de détail"}, market="local", position=2)
    IndustryGroupFactory(code="C29", name="Cars", position=1)
    assert list_groups("nace", "fr") == (
        GroupName("C29", "Cars", False),
        GroupName("G47", "Commerce de détail", True),
    )


def test_groups_are_asked_for_once(django_assert_num_queries):
    IndustryGroupFactory()
    list_groups("nace", "en")
    with django_assert_num_queries(0):
        list_groups("nace", "en")
