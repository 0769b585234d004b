"""What an uploaded scheme may look like, and what is said of one that cannot be read."""

import pytest

from observatory.engine.faults import TableRefused
from observatory.lenses.reading import About, read_upload
from tests.registry.factories import IndustryFactory

pytestmark = pytest.mark.django_db
ABOUT = About("net-zero", "Net zero", "What it is.", "Own", "Unit X")
HEAD = "group,title,market,code,weight\n"


@pytest.fixture(autouse=True)
def _nace():
    for code in ("C", "C10", "C29", "C291", "D35"):
        IndustryFactory(code=code, level=2)


def read(text, file="scheme.csv", about=ABOUT):
    return read_upload(file, text.encode(), about)


def lines(text, file="scheme.csv"):
    with pytest.raises(TableRefused) as refused:
        read(text, file)
    return [fault.line for fault in refused.value.listed]


def test_rows_of_a_group_are_its_weights():
    scheme = read(HEAD + "cars,Cars,traded,C29,0.5\ncars,,,C10,\n")
    assert [(one.code, one.name, one.market, one.members) for one in scheme.group] == [
        ("cars", "Cars", "traded", {"C29": 0.5, "C10": 1.0})
    ]


def test_an_uploaded_scheme_is_always_indicative():
    assert read(HEAD + "cars,Cars,traded,C29,1\n").composition == "indicative"


def test_codes_may_be_written_with_points():
    assert read(HEAD + "cars,Cars,,C29.1,1\n").group[0].members == {"C291": 1.0}


@pytest.mark.parametrize(
    "row",
    [
        "cars,Cars,traded,X99,1", "cars,Cars,traded,C29,0", "cars,Cars,traded,C29,2", "cars,Cars,traded,C29,half",
        "cars,Cars,abroad,C29,1", ",Cars,traded,C29,1", "cars,,traded,C29,1", "cars,Cars,traded,,1",
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_its_line(row):
    assert set(lines(f"{HEAD}good,Good,local,D35,1\n{row}\n")) == {3}


def test_a_code_beside_its_part_would_count_twice():
    assert lines(HEAD + "cars,Cars,traded,C29,1\ncars,,,C291,1\n") == [2]


def test_codes_of_groups_differ_in_more_than_capitals():
    assert lines(HEAD + "cars,Cars,traded,C29,1\nCARS,Cars,traded,C10,1\n") == [3]


def test_a_code_that_would_be_read_as_a_format_is_refused():
    assert lines(HEAD + "cars.csv,Cars,traded,C29,1\n") == [2]


def test_a_second_title_is_a_fault():
    assert lines(HEAD + "cars,Cars,traded,C29,1\ncars,Trucks,,C10,1\n") == [3]


TOML = """
name = "Of the file"
description = "D"
source = "S"
[[group]]
code = "cars"
name = "Cars"
[group.members]
C29 = 1.0
"""


def test_toml_says_what_the_form_leaves_empty():
    scheme = read(TOML, "s.toml", About("net-zero", "", "", "", "Unit X"))
    assert (scheme.name, scheme.code, scheme.made_by) == ("Of the file", "net-zero", "Unit X")


def test_the_form_comes_before_the_file():
    assert read(TOML, "s.toml").name == "Net zero"


def test_broken_toml_names_its_line():
    assert lines('name = "x"\n[[group]\n', "s.toml") == [2]


def test_an_unknown_code_in_toml_is_named_with_the_line_of_its_group():
    assert lines(TOML.replace("C29", "X99"), "s.toml") == [6]


def test_toml_cannot_make_every_division_a_group():
    assert len(read("divisions = true\n" + TOML, "s.toml").group) == 1
