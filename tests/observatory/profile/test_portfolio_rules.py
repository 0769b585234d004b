"""Strengths, emerging strengths and groups at risk by the thresholds of the data file."""

from dataclasses import replace

from observatory.portfolio import Facts, is_at_risk, is_emerging, is_strength

EMERGING = Facts(
    quotient=0.9,
    persons=800.0,
    stars=0,
    persons_before=600.0,
    quotient_before=0.8,
    quotient_change=0.12,
    growth=0.04,
    area_growth=0.01,
)
AT_RISK = Facts(
    quotient=1.2,
    persons=1500.0,
    stars=0,
    persons_before=1900.0,
    quotient_before=1.4,
    quotient_change=-0.14,
    growth=-0.04,
    area_growth=-0.01,
)


def test_a_star_is_a_strength_whatever_its_quotient():
    assert is_strength(Facts(quotient=1.0, persons=1200.0, stars=1))


def test_without_a_star_quotient_and_persons_are_both_needed():
    assert is_strength(Facts(quotient=1.5, persons=1000.0, stars=0))
    assert not is_strength(Facts(quotient=1.49, persons=9000.0, stars=0))
    assert not is_strength(Facts(quotient=4.0, persons=999.0, stars=0))
    assert not is_strength(Facts(quotient=None, persons=9000.0, stars=0))


def test_an_emerging_strength_meets_every_part_of_its_rule():
    assert is_emerging(EMERGING)
    for change in ({"quotient": 0.7}, {"persons": 400.0}, {"quotient_change": 0.09}, {"growth": -0.01},
                   {"area_growth": 0.05}, {"stars": 1}):  # fmt: skip
        assert not is_emerging(replace(EMERGING, **change)), change


def test_growth_that_only_falls_less_than_the_areas_is_not_emerging():
    assert not is_emerging(replace(EMERGING, growth=-0.01, area_growth=-0.05))


def test_a_group_at_risk_meets_every_part_of_its_rule():
    assert is_at_risk(AT_RISK)
    for change in ({"quotient_before": 1.2}, {"persons_before": 900.0}, {"quotient_change": -0.05}, {"growth": 0.01},
                   {"area_growth": -0.06}):  # fmt: skip
        assert not is_at_risk(replace(AT_RISK, **change)), change


def test_a_strength_may_be_at_risk():
    assert is_strength(replace(AT_RISK, stars=2))
    assert is_at_risk(replace(AT_RISK, stars=2))


def test_what_cannot_be_compared_is_neither_emerging_nor_at_risk():
    for facts in (EMERGING, AT_RISK):
        for unknown in ({"growth": None}, {"area_growth": None}, {"quotient_change": None}):
            assert not is_emerging(replace(facts, **unknown))
            assert not is_at_risk(replace(facts, **unknown))
