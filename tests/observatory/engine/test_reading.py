"""Tables as people have them, and what is said of those that cannot be read."""

import math

import pytest

from observatory.engine.faults import LISTED_AT_MOST, TableRefused
from observatory.engine.published import read_grand_total, read_totals
from observatory.engine.table import read_table

HEAD = "region,group,employment\n"


def read(text):
    return read_table("table.csv", text.encode())


def faults(text):
    with pytest.raises(TableRefused) as refused:
        read(text)
    return [(fault.line, fault.text) for fault in refused.value.listed]


def lines(text):
    return [line for line, _ in faults(text)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_comma_semicolon_and_tab_separate(separator):
    table = read("region,group,employment\nA,x,12.5\n".replace(",", separator))
    assert (table.region, table.group, table.employment) == (["A"], ["x"], [12.5])


def test_a_mark_before_the_head_is_no_part_of_it():
    assert read("﻿region,group,employment\nA,x,1\n").region == ["A"]


def test_with_semicolons_the_decimal_mark_may_be_a_comma():
    assert read("region;group;employment\nA;x;12,5\nA;y;3\n").employment == [12.5, 3.0]


def test_a_point_beside_decimal_commas_is_no_guess():
    assert lines("region;group;employment\nA;x;12,5\nA;y;1.234\n") == [3]


def test_thousands_are_not_guessed():
    assert lines("region;group;employment\nA;x;12,5\nA;y;1.234,5\n") == [3]
    assert lines('region,group,employment\nA,x,"1,234"\n') == [2]


def test_an_empty_field_is_missing_and_never_zero():
    assert math.isnan(read(HEAD + "A,x,\nA,y,0\n").employment[0])
    assert read(HEAD + "A,x,\nA,y,0\n").employment[1] == 0


def test_letters_of_the_head_and_spaces_do_not_matter():
    assert read(" Region , GROUP,Employment\n A , x , 7 \n").region == ["A"]


@pytest.mark.parametrize("field", ["many", "NaN", "inf", "1_000", "-3", "1e999", "12 000"])
def test_what_is_no_figure_is_a_fault(field):
    assert lines(f"{HEAD}A,x,5\nB,x,{field}\n") == [3]


def test_all_faults_are_listed_with_their_lines():
    text = "region,group,employment,year\nA,x,1,2014\n,x,2,2014\nA,,3,2014\nA,x,4,2014\nA,y,-1,2014\nA,z,1,14\nA,w\n"
    assert lines(text) == [3, 4, 5, 6, 7, 8]


def test_a_line_break_inside_quotes_does_not_shift_the_lines():
    assert lines(HEAD + '"A\n1",x,5\nB,x,many\n') == [4]


def test_a_key_that_stands_twice_names_the_line_of_the_first():
    assert faults(HEAD + "A,x,1\nB,x,2\nA,x,3\n") == [(4, "region A and group x stand on line 2 already")]


def test_the_same_region_and_group_in_two_years_are_two_keys():
    assert len(read("region,group,employment,year\nA,x,1,2013\nA,x,1,2014\n")) == 2


def test_an_unknown_column_is_named_with_what_is_meant():
    assert faults("region,group,employment,wage\n")[0] == (1, "unknown column “wage”, is “wages” meant?")


def test_a_missing_column_is_named():
    assert "employment" in faults("region,group\nA,x\n")[0][1]


def test_a_column_that_stands_twice_is_a_fault():
    assert lines("region,region,group,employment\nA,A,x,1\n") == [1]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_a_fault(text):
    assert faults(text) == [(0, "the file is empty")]


def test_a_head_without_rows_is_a_fault():
    assert faults(HEAD) == [(0, "there is no row under the head")]


def test_another_encoding_is_named_with_its_line():
    with pytest.raises(TableRefused) as refused:
        read_table("t.csv", HEAD.encode() + "A,x,1\nÖ,x,2\n".encode("latin-1"))
    assert refused.value.listed[0].line == 3


def test_a_quote_that_never_ends_is_a_fault():
    assert lines(HEAD + 'A,"x,1\n') == [2]


def test_more_faults_than_anyone_reads_are_counted():
    with pytest.raises(TableRefused) as refused:
        read(HEAD + "".join(f"R{n},x,many\n" for n in range(LISTED_AT_MOST + 7)))
    assert (len(refused.value.listed), refused.value.more) == (LISTED_AT_MOST, 7)


def test_a_region_lies_in_one_country():
    assert lines("region,group,employment,country\nA,x,1,DE\nA,y,1,FR\nB,x,1,\n") == [3, 4]


def test_a_flag_is_letters():
    assert lines("region,group,employment,flag\nA,x,1,c\nA,y,1,bu\nA,z,1,3\n") == [4]


def test_totals_are_read_by_code_and_year():
    found = read_totals("r.csv", b"region,employment,year\nA,5,2014\nA,6,2013\n", "region", frozenset({2013, 2014}))
    assert found == {("A", 2014): 5.0, ("A", 2013): 6.0}


def test_totals_of_a_table_with_years_need_years():
    with pytest.raises(TableRefused, match="year"):
        read_totals("r.csv", b"region,employment\nA,5\n", "region", frozenset({2014}))


def test_totals_of_other_years_only_are_a_fault():
    with pytest.raises(TableRefused, match="no row is of a year"):
        read_totals("r.csv", b"region,employment,year\nA,5,2010\n", "region", frozenset({2014}))


def test_a_total_that_stands_twice_is_a_fault():
    with pytest.raises(TableRefused, match="line 3"):
        read_totals("g.csv", b"group,employment\nx,5\nx,5\n", "group", frozenset({0}))


@pytest.mark.parametrize("given", ["many", "-1", "0"])
def test_a_grand_total_is_a_number_above_zero(given):
    with pytest.raises(TableRefused):
        read_grand_total(given, None, frozenset({0}))


def test_one_grand_total_is_not_that_of_two_years():
    with pytest.raises(TableRefused, match="several years"):
        read_grand_total("5", None, frozenset({2013, 2014}))
