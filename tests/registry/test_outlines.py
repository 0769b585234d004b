"""Outlines and backdrop as the maps ask for them."""

import pytest

from portal.registry.models import Backdrop
from portal.registry.outlines import backdrop, shapes
from tests.registry.factories import OutlineFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_shapes_of_one_level_and_detail_come_in_the_order_of_codes():
    for code in ("DE22", "DE21", "DE2"):
        OutlineFactory(region=RegionFactory(code=code, version="2021"))
    OutlineFactory(region=RegionFactory(code="DE21", version="2021"), detail=4000)
    OutlineFactory(region=RegionFactory(code="DE21", version="2013"))
    assert [shape.code for shape in shapes("2021", 2, 8000)] == ["DE21", "DE22"]


def test_shapes_of_one_country():
    for code in ("DE21", "FR10"):
        OutlineFactory(region=RegionFactory(code=code, version="2021"))
    (shape,) = shapes("2021", 2, 8000, "FR")
    assert (shape.country, shape.bbox) == ("FR", (1000, 1000, 1100, 1100))


def test_the_backdrop_has_a_path_a_kind():
    Backdrop.objects.create(kind="borders", version="2021", detail=8000, path="M0 0l1 1")
    assert dict(backdrop("2021", 8000)) == {"borders": "M0 0l1 1"}
    assert dict(backdrop("2013", 8000)) == {}


def test_the_answer_is_remembered_whatever_the_number_of_regions(django_assert_num_queries):
    for number in range(30):
        OutlineFactory(region=RegionFactory(code=f"DE{number:02}", version="2021"))
    with django_assert_num_queries(1):
        assert len(shapes("2021", 2, 8000)) == 30
    with django_assert_num_queries(0):
        shapes("2021", 2, 8000)
