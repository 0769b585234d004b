"""Headings follow one another without a gap: nobody who moves by headings wonders what is missing."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from portal.editorial.blocks import body_blocks
from portal.editorial.headings import first_fault


def test_a_level_at_a_time_is_right():
    assert first_fault(["<h2>One</h2><p>a</p><h3>Two</h3><h4>Three</h4><h2>Four</h2>", "<h3>Five</h3>"]) is None


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["<h3>Too deep</h3>"], 0),
        (["<p>a</p>", "", "<h3>Too deep</h3>"], 2),
        (["<h2>One</h2><h4>Too deep</h4>"], 0),
        (["<h2>One</h2>", "<h3>Two</h3><h2>Three</h2>", "<h4>Too deep</h4>"], 2),
    ],
)
def test_a_level_that_is_skipped_is_named_with_its_place(texts, place):
    found = first_fault(texts)
    assert found is not None
    assert found[0] == place
    assert "“Too deep”" in found[1]


def test_a_heading_without_words_is_a_fault():
    fault = first_fault(["<h2> <b></b></h2>"])
    assert fault is not None
    assert "empty" in fault[1]


def body_of(*texts: str):
    block = body_blocks()
    block.set_meta_options({"required": False})
    return block, block.to_python([{"type": "text", "value": text} for text in texts])


@pytest.mark.django_db
def test_an_editor_learns_at_the_block_what_is_wrong():
    block, value = body_of("<h2>One</h2>", "<h4>Four</h4>")
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {1}
    assert "level 4" in str(refused.value.block_errors[1])


@pytest.mark.django_db
def test_a_body_in_order_is_taken_as_it_is():
    block, value = body_of("<h2>One</h2>", "<h3>Two</h3>")
    assert [type(child.value) for child in block.clean(value)] == [RichText, RichText]
