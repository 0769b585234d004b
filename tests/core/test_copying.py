"""Rows written by binary COPY are read back as they were."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observatory.models import Observation, RegionClusters, RegionFigure, StructuralPosition
from portal.core.copying import ROWS_A_BLOCK, Column, copy_rows, encode
from tests.observatory.factories import ClusterFigureFactory, ReleaseFactory
from tests.registry.factories import RegionFactory, SchemeFactory

NOTHING = np.array([False, True])
NUMBERS = st.one_of(st.just(np.nan), st.floats(-1e9, 1e9, allow_nan=False))
TEXTS = st.sampled_from(["", "no-key", "too-much-estimated", "ärger"])


@pytest.mark.django_db
def test_numbers_texts_flags_and_nulls_come_back():
    release, region = ReleaseFactory(), RegionFactory()
    columns = [
        Column("release_id", "int8", np.full(3, release.pk)),
        Column("region_id", "int8", np.full(3, region.pk)),
        Column("current_region_id", "int8", np.array([region.pk, 0, 0]), np.array([False, True, True])),
        Column("is_union", "bool", np.array([True, False, True])),
        Column("is_national", "bool", np.array([False, False, True])),
        Column("year", "int2", np.array([2012, 2013, 2014])),
        Column("persons_employed", "float8", np.array([0.1 + 0.2, np.nan, 0.0])),
        Column("no_total", "text", np.array(["", "no-key", "too-much-estimated"])),
        Column("groups_published", "int2", np.array([0, 68, 1])),
        Column("sections_published", "int2", np.array([0, 13, 1])),
    ]
    assert copy_rows(RegionFigure, columns) == 3
    found = RegionFigure.objects.order_by("year").values_list("persons_employed", "no_total", "current_region_id")
    assert list(found) == [
        (0.1 + 0.2, "", region.pk),
        (None, "no-key", None),
        (0.0, "too-much-estimated", None),
    ]
    assert list(RegionFigure.objects.order_by("year").values_list("is_union", "is_national", "groups_published")) == [
        (True, False, 0),
        (False, False, 68),
        (True, True, 1),
    ]


@pytest.mark.django_db
def test_arrays_come_back_with_their_nulls():
    figure = ClusterFigureFactory(stars=[None, 3], passed=[0, 31], unjudged=[1, None], status=0)
    model = type(figure)
    fields = [f for f in model._meta.concrete_fields if f.attname not in ("id", "year")]
    columns = [_column(field, getattr(figure, field.attname)) for field in fields]
    copy_rows(model, [*columns, Column("year", "int2", np.array([2015, 2016]))])
    copies = model.objects.filter(year__gt=2014).order_by("year")
    assert [(one.stars, one.passed, one.unjudged) for one in copies] == [([None, 3], [0, 31], [1, None])] * 2
    assert [one.area for one in copies] == ["eu27"] * 2


def _column(field, value):
    kinds = {"PositiveSmallIntegerField": "int2", "PositiveIntegerField": "int4", "FloatField": "float8"}
    kind = kinds.get(
        field.get_internal_type(), {"BooleanField": "bool", "CharField": "text"}.get(field.get_internal_type(), "int8")
    )
    if isinstance(value, list):
        values = np.array([[-1 if one is None else one for one in value]] * 2)
        return Column(field.attname, "int2[]", values, values == -1)
    missing = np.full(2, value is None)
    filled = {True: np.nan if kind == "float8" else 0, False: value}[value is None]
    return Column(field.attname, kind, np.full(2, filled), missing)


def test_a_whole_array_may_be_null_beside_one_that_is_not():
    values = np.array([[1, 2], [-1, -1]])
    one = encode([Column("both", "int2[]", values[:1])])
    other = encode([Column("both", "int2[]", values, NOTHING)])
    assert other == one + struct.pack(">hi", 1, -1)


@pytest.mark.django_db
def test_more_rows_than_a_block():
    release, region, scheme = ReleaseFactory(), RegionFactory(), SchemeFactory()
    count = ROWS_A_BLOCK + 1
    zeros = np.zeros(count, dtype=int)
    columns = [
        Column("release_id", "int8", np.full(count, release.pk)),
        Column("area", "text", np.full(count, "eu27")),
        Column("rules", "text", np.char.add("r", np.arange(count).astype(str))),
        Column("scheme_id", "text", np.full(count, scheme.pk)),
        Column("region_id", "int8", np.full(count, region.pk)),
        *(Column(name, "int2", zeros) for name in ("year", "one_star", "two_stars", "three_stars", "judged")),
    ]
    copy_rows(RegionClusters, columns)
    assert RegionClusters.objects.count() == count
    assert RegionClusters.objects.filter(rules=f"r{count - 1}").exists()


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, TEXTS, st.integers(-5, 5)), min_size=1, max_size=6))
def test_encoding_equals_the_format_field_by_field(rows):
    numbers, texts, counts = (np.array(one) for one in zip(*rows, strict=True))
    is_null = counts < 0
    columns = [
        Column("a", "float8", numbers),
        Column("b", "text", texts),
        Column("c", "int4", counts, is_null),
        Column("d", "text", np.strings.encode(texts, "utf-8"), is_null),
    ]
    assert encode(columns) == b"".join(_slow_row(number, text, count) for number, text, count in rows)


def _slow_row(number, text, count):
    fields = [
        None if np.isnan(number) else struct.pack(">d", number),
        text.encode(),
        None if count < 0 else int(count).to_bytes(4, "big", signed=True),
        None if count < 0 else text.encode(),
    ]
    body = b"".join(b"\xff" * 4 if one is None else len(one).to_bytes(4, "big") + one for one in fields)
    return len(fields).to_bytes(2, "big") + body


@pytest.mark.django_db
def test_the_writer_tells_how_many_rows_are_written():
    release, region = ReleaseFactory(), RegionFactory()
    count, told = ROWS_A_BLOCK + 1, []
    columns = [
        Column("release_id", "int8", np.broadcast_to(release.pk, count)),
        Column("indicator", "int2", np.broadcast_to(1, count)),
        Column("region_id", "int8", np.broadcast_to(region.pk, count)),
        Column("industry_id", "text", np.arange(count).astype(bytes)),
        *(Column(name, "int2", np.zeros(count, int)) for name in ("year", "status", "marks")),
    ]
    copy_rows(Observation, columns, told.append)
    assert told == [ROWS_A_BLOCK, count]
    assert Observation.objects.count() == count


@pytest.mark.django_db
def test_arrays_of_numbers_come_back_with_their_nulls():
    release, region = ReleaseFactory(), RegionFactory()
    values = np.array([[0.1 + 0.2, np.nan, 0.0], [np.nan, -1e9, 2.0]])
    columns = [
        Column("release_id", "int8", np.full(2, release.pk)),
        Column("region_id", "int8", np.full(2, region.pk)),
        Column("year", "int2", np.array([2013, 2014])),
        Column("position", "int2", np.array([0, 0])),
        *(Column(name, "float8[]", values) for name in ("raw", "variables", "distances")),
    ]
    assert copy_rows(StructuralPosition, columns) == 2
    found = StructuralPosition.objects.order_by("year").values_list("raw", "distances")
    assert list(found) == [([0.1 + 0.2, None, 0.0],) * 2, ([None, -1e9, 2.0],) * 2]
