"""Schemes: the project's data files are valid, and faulty ones are refused with a reason."""

import pytest

from portal.registry.loading.records import LoadRefused
from portal.registry.loading.schemes import load_schemes, read_scheme, scheme_files, store_scheme
from portal.registry.models import GroupMember, IndustryGroup, Scheme
from tests.registry.factories import IndustryFactory

LOCAL = {"E36", "E37", "E38", "F41", "F43", "G45", "G47", "I56", "L68", "M75", "N81", "S95"}

SMALL = """
code = "small"
name = "Small scheme"
description = "A scheme for tests."
source = "the portal's own"
composition = "indicative"
position = 9
[[group]]
code = "cars"
name = "Cars"
members = { C29 = 1.0, C30 = 0.5 }
"""


@pytest.fixture
def scheme(tmp_path):
    def read(text: str):
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return read_scheme(path)

    return read


def test_the_projects_schemes_are_complete():
    schemes = {file.code: file for file in map(read_scheme, scheme_files())}
    assert {code: len(file.group) for code, file in schemes.items()} == {"nace": 0, "ecosystems": 14, "emerging": 10}
    assert set(schemes["nace"].local) == LOCAL


def test_own_weights_are_marked_as_indicative():
    assert {file.composition for file in map(read_scheme, scheme_files()) if file.code != "nace"} == {"indicative"}


def test_every_group_is_named_in_the_complete_languages(settings):
    others = set(settings.COMPLETE_LANGUAGES) - {"en"}
    for file in map(read_scheme, scheme_files()):
        assert others <= set(file.names)
        assert all(others <= set(group.names) for group in file.group)


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("C30 = 0.5", "C30 = 1.5", "<= 1.0"),
        ("C30 = 0.5", "C30 = 0", "> 0.0"),
        ('"indicative"', '"invented"', "Invalid enum value 'invented'"),
        ("position = 9", "positon = 9", "unknown field|missing required"),
    ],
)
def test_a_faulty_file_is_refused_with_the_reason(scheme, good, bad, reason):
    with pytest.raises(LoadRefused, match=reason):
        scheme(SMALL.replace(good, bad))


@pytest.mark.django_db
class TestStoring:
    """Schemes in the database."""

    def test_groups_and_weights_stand_afterwards(self, scheme):
        IndustryFactory(code="C29")
        IndustryFactory(code="C30")
        store_scheme("small.toml", scheme(SMALL))
        group = IndustryGroup.objects.get(scheme="small", code="cars")
        assert dict(group.members.values_list("industry_id", "weight")) == {"C29": 1.0, "C30": 0.5}

    def test_a_weight_that_left_the_file_is_removed(self, scheme):
        IndustryFactory(code="C29")
        IndustryFactory(code="C30")
        store_scheme("small.toml", scheme(SMALL))
        store_scheme("small.toml", scheme(SMALL.replace(", C30 = 0.5", "")))
        assert GroupMember.objects.count() == 1

    def test_unknown_codes_are_refused_by_group(self, scheme):
        IndustryFactory(code="C29")
        with pytest.raises(LoadRefused, match="group cars names C30, which is no NACE code"):
            store_scheme("small.toml", scheme(SMALL))
        assert not Scheme.objects.exists()

    def test_a_code_beside_its_own_part_would_count_twice(self, scheme):
        IndustryFactory(code="C29")
        IndustryFactory(code="C291")
        with pytest.raises(LoadRefused, match="C291 and a code that contains it"):
            store_scheme("small.toml", scheme(SMALL.replace("C30 = 0.5", "C291 = 0.5")))

    def test_every_division_is_a_group_and_local_ones_are_marked(self, scheme):
        for code in ("C29", "G47", "C"):
            IndustryFactory(code=code, level=2 if len(code) > 1 else 1)
        text = SMALL[: SMALL.index("[[group]]")] + 'divisions = true\nlocal = ["G47"]\n'
        store_scheme("small.toml", scheme(text))
        assert dict(IndustryGroup.objects.values_list("code", "market")) == {"C29": "traded", "G47": "local"}

    def test_the_projects_schemes_name_only_nace_codes(self):
        members = {code for path in scheme_files() for group in read_scheme(path).group for code in group.members}
        local = {code for path in scheme_files() for code in read_scheme(path).local}
        for code in members | local:
            IndustryFactory(code=code, level=2 if len(code) == 3 else 3)
        assert load_schemes().startswith("3 schemes")
