"""NACE codes in the spellings that files have."""

import pytest

from portal.registry.firms.nace import NaceCodes, NotNace

CODES = NaceCodes(
    ["A", "A01", "A015", "A0150", "A0111", "B", "B06", "B061", "B0610", "C", "C11", "C111", "J61", "J611"]
)


@pytest.mark.parametrize(
    ("written", "code"),
    [("06.10", "B0610"), ("B06.1", "B061"), ("B0610", "B0610"), ("0610", "B0610"), ("61", "J61"), ("61.00", "J61"),
     ("c", "C"), (" 11.1 ", "C111")],
)  # fmt: skip
def test_codes_are_read_in_every_spelling(written, code):
    assert CODES.read(written) == (code, False)


@pytest.mark.parametrize(("written", "code"), [("1.5", "A015"), ("6.10", "B0610"), ("150", "A0150"), ("6.0", "B06")])
def test_a_lost_leading_zero_is_restored_where_only_one_code_can_be_meant(written, code):
    assert CODES.read(written) == (code, True)


def test_digits_that_may_be_two_codes_are_not_guessed():
    with pytest.raises(NotNace, match="B0610 or J610"):
        NaceCodes(["B0610", "J610"]).read("610")


@pytest.mark.parametrize("written", ["99.99", "C06.10", "abc", "12345", "²", "61.1.1"])
def test_what_is_no_code_is_refused(written):
    with pytest.raises(NotNace):
        CODES.read(written)
