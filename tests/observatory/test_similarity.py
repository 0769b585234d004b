"""The data file of similarity is what the arrays and the formulas take it for."""

import pytest

from observatory import similarity
from observatory.computing.scope import SECTIONS
from observatory.indicators import context_indicator


def test_the_weights_add_up_to_one():
    assert sum(group.weight for group in similarity.groups()) == pytest.approx(1)


def test_the_layout_covers_every_variable_once():
    layout, count = similarity.layout(), len(similarity.variables())
    detailed, coarse = layout.compositions
    places = [place for part in (coarse, detailed, layout.singles) for place in range(*part.indices(count))]
    assert places == list(range(count))
    assert len(layout.weights) == layout.singles.stop - layout.singles.start


def test_the_detailed_mix_has_no_section_that_its_divisions_repeat():
    detailed = [one.industry for one in similarity.variables() if one.is_detail]
    assert "C" not in detailed
    assert {"C10", "C33", "B", "S95"} <= set(detailed)


def test_the_sections_are_those_of_the_business_economy_covered():
    assert tuple(one.industry for one in similarity.variables()[: len(SECTIONS)]) == SECTIONS


def test_every_variable_is_printed_once():
    codes = [variable.code for _, variable in similarity.shown_variables()]
    assert len(codes) == len(set(codes))
    assert codes[-4:] == ["size", "units", "wages", "gdp"]


def test_variables_of_other_sources_are_known_indicators():
    context = [group for group in similarity.groups() if group.is_context]
    assert [context_indicator(group.measure).unit for group in context] == [group.unit for group in context]
