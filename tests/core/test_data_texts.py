"""Texts of code and of data files are collected, so that every language can have them."""

import ast
import shutil

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from portal.core import data_texts
from portal.core.management.commands import makemessages

FUNCTIONS = {"gettext", "gettext_lazy", "ngettext", "_"}
LANGUAGES = [code for code in settings.COMPLETE_LANGUAGES if code != settings.LANGUAGE_CODE]
DATA = """
code = "three-stars"
title = "Three stars"
labels = ["no star", "one star"]

[symbols]
"E(r)" = "persons employed in region r"

[needed]
unit = ["THS"]

[[tests]]
code = "size"
title = "Size"
explanation = "Among the top 10 % of regions."
source = ""

[[tests]]
title = "Size"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(DATA, encoding="utf-8")
    return path


def collected(language):
    path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as catalogue:
        return {message.id for message in read_po(catalogue)}


def test_texts_are_those_that_readers_see_each_once(file):
    assert data_texts.texts_of(file) == [
        "Three stars",
        "no star",
        "one star",
        "persons employed in region r",
        "Size",
        "Among the top 10 % of regions.",
    ]


def test_all_folders_hold_data():
    for folder in data_texts.FOLDERS:
        assert any(settings.BASE_DIR / folder in path.parents for path in data_texts.data_files()), folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_data_file_is_collected(language):
    texts = {text for path in data_texts.data_files() for text in data_texts.texts_of(path)}
    assert texts - collected(language) == set(), "Run `manage.py makemessages`."


def test_no_text_hides_in_an_f_string():
    """There xgettext does not see it."""
    found = {
        f"{path}:{call.lineno}"
        for app in ("portal", "observatory", "excellence", "internationalisation", "emerging")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in FUNCTIONS and is_literal(call)
    }
    assert found == set()


def is_literal(call):
    return isinstance(call.args[0], ast.Constant)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs xgettext, of GNU gettext")
def test_the_command_collects_code_and_data(file, tmp_path, monkeypatch, settings):
    (tmp_path / "page.py").write_text('gettext("Rank")\n', encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.setattr(makemessages, "data_files", lambda: [file])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locale").mkdir()
    call_command("makemessages", locale=["fr"], verbosity=0)
    with (tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        messages = {message.id: message for message in read_po(catalogue) if message.id}
    assert set(messages) == {"Rank", *data_texts.texts_of(file)}
    assert "no-python-format" in messages["Among the top 10 % of regions."].flags
