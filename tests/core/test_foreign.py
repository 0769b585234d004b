"""Labels that a language does not have are shown in English, and marked so."""

import pytest
from django.template import engines
from django.utils import translation

from portal.core.foreign import Untranslated, extended, label_in

NAMES = {"fr": "Automobile"}


def drawn(text: object) -> str:
    return engines["django"].from_string("{% load portal %}{{ text|marked }}").render({"text": text})


def test_a_label_is_shown_in_the_language_that_has_it():
    assert label_in(NAMES, "Automotive", "fr") == "Automobile"
    assert drawn(label_in(NAMES, "Automotive", "fr")) == "Automobile"


def test_a_label_that_is_missing_is_marked_as_english():
    with translation.override("et"):
        assert drawn(label_in(NAMES, "Food & drink", "et")) == '<span lang="en">Food &amp; drink</span>'


def test_the_original_is_no_translation_of_itself():
    assert not isinstance(label_in(NAMES, "Automotive", "en"), Untranslated)


@pytest.mark.parametrize(("language", "marked"), [("fr", False), ("et", True)])
def test_a_code_before_a_label_keeps_its_language(language, marked):
    label = extended(label_in(NAMES, "Automotive", language), "C29 {}")
    assert label.startswith("C29 Automo")
    assert isinstance(label, Untranslated) is marked


def test_other_values_are_left_as_they_are():
    assert drawn(12) == "12"
    assert drawn("<b>") == "&lt;b&gt;"
