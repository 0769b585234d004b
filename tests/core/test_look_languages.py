"""Translations are whole, keep their variables, and are compiled as they are written."""

import re

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

LANGUAGES = [code for code in settings.COMPLETE_LANGUAGES if code != settings.LANGUAGE_CODE]
each_language = pytest.mark.parametrize("language", LANGUAGES)


# With or without the form that CLDR keeps for millions and for fractions.
PLURAL_FORMS = {"fr": {2, 3}, "de": {2}, "es": {2, 3}, "it": {2, 3}, "pl": {3, 4}}


def catalogue(language, suffix):
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def messages(language, reader, suffix):
    """What stands for each text, by its context (None without one) and its forms."""
    with catalogue(language, suffix).open("rb") as file:
        return {(context(message), forms(message.id)): forms(message.string) for message in reader(file) if message.id}


def context(message):
    """Babel reads the context of a compiled text as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def variables(text):
    return set(re.findall(r"%\(\w+\)s", text))


@each_language
def test_every_text_is_translated(language):
    written = messages(language, read_po, "po")
    assert [key for key, string in written.items() if not all(string)] == []


@each_language
def test_no_translation_is_uncertain(language):
    with catalogue(language, "po").open("rb") as file:
        assert [message.id for message in read_po(file) if message.id and message.fuzzy] == []


@each_language
def test_translations_keep_their_variables(language):
    """The first form may leave out a number that it says in words; languages have one to five more."""
    for (_, source), string in messages(language, read_po, "po").items():
        first, *others = [variables(form) for form in string]
        assert first in (variables(source[0]), variables(source[-1])), source
        assert all(form == variables(source[-1]) for form in others), source


@each_language
def test_plurals_have_the_forms_of_the_language(language):
    with catalogue(language, "po").open("rb") as file:
        read = read_po(file)
        plurals = {forms(message.id): forms(message.string) for message in read if message.pluralizable}
    assert read.num_plurals in PLURAL_FORMS[language]
    assert {len(string) for string in plurals.values()} == {read.num_plurals}


@each_language
def test_the_compiled_file_is_what_is_written(language):
    written, compiled = messages(language, read_po, "po"), messages(language, read_mo, "mo")
    assert compiled == written, "Run `manage.py compilemessages -i .venv -i var`."


def test_plurals_follow_the_language():
    one, many = "Show %(number)s more column", "Show %(number)s more columns"
    with translation.override("fr"):
        assert ngettext(one, many, 0) == "Afficher %(number)s colonne de plus"
    with translation.override("de"):
        assert ngettext(one, many, 0) == "%(number)s weitere Spalten zeigen"


def test_a_page_speaks_german():
    with translation.override("de"):
        assert gettext("Rankings") == "Ranglisten"
