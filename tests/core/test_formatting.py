import math

import pytest
from django.conf import settings
from django.utils import translation

from portal.core import formatting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formatting.number(104228), "104,228"),
        (formatting.number(0), "0"),
        (formatting.number(1.005, 1), "1.0"),
        (formatting.number(120.85, 1), "120.9"),
        (formatting.number(-120.85, 1), "−120.9"),
        (formatting.number(0.5), "1"),
        (formatting.number(-0.04, 1), "0.0"),
        (formatting.share(0.00125, 2), "0.13%"),
        (formatting.quotient(2.9449), "2.94"),
        (formatting.share(0.02345), "2.3%"),
        (formatting.rate(0.021), "+2.1%"),
        (formatting.rate(-0.021), "−2.1%"),
        (formatting.rate(-0.0004), "0.0%"),
        (formatting.compact(134_200_000), "134.2M"),
        (formatting.compact(-134_200_000), "−134.2M"),
    ],
)
def test_numbers_read_as_english_writes_them(text, expected):
    assert text == expected


def test_numbers_follow_the_language_of_the_reader():
    with translation.override("de"):
        assert formatting.number(104228.5, 1) == "104.228,5"
        assert formatting.share(0.02345) == "2,3\u00a0%"
    with translation.override("fr"):
        assert formatting.rate(0.021) == "+2,1\u00a0%"


@pytest.mark.parametrize(
    "write", [formatting.number, formatting.compact, formatting.share, formatting.rate, formatting.quotient]
)
@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_value_is_never_shown_as_zero(write, missing):
    assert write(missing) == formatting.MISSING


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_numbers_and_days_can_be_written_in_every_language(code):
    with translation.override(code):
        assert "234" in formatting.number(1234.5, 1)
        assert "2,3" in formatting.share(0.02345) or "2.3" in formatting.share(0.02345)
        assert "134" in formatting.compact(134_000_000)
        assert "2026" in formatting.day("2026-11-22")


def test_portuguese_is_that_of_portugal():
    with translation.override("pt"):
        assert formatting.number(1_234_567) == "1\u00a0234\u00a0567"
