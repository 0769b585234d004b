"""Which languages are open, and that every process knows it soon."""

import time

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import translation

from portal.core import languages
from portal.core.catalogues import translated_share
from portal.core.models import Language

ALL = [code for code, _name in settings.LANGUAGES]
LONGEST_WAIT_SECONDS = 30  # for a machine that is very busy


@pytest.fixture
def _asked_anew() -> None:
    languages.forget()


def test_the_settings_name_the_official_languages_of_the_union():
    assert len(ALL) == len(set(ALL)) == 24


@pytest.mark.parametrize("code", ALL)
def test_every_language_has_a_name_in_itself_and_can_be_spoken(code):
    assert languages.native_name(code)
    with translation.override(code):
        assert translation.get_language() == code


def test_maltese_has_its_name():
    assert languages.native_name("mt") == "Malti"
    assert languages.name_in("mt", "en") == "Maltese"


@pytest.mark.django_db
@pytest.mark.usefixtures("_asked_anew")
class TestReading:
    def test_before_the_portal_is_prepared_the_languages_of_a_new_portal_are_open(self):
        assert languages.open_languages() == settings.PORTAL_OPEN_AT_FIRST

    def test_open_languages_stand_in_their_order(self):
        for position, code in enumerate(["pl", "en", "bg"]):
            Language.objects.create(code=code, state=Language.State.OPEN, position=position)
        Language.objects.create(code="fr", state=Language.State.PREPARED)
        assert languages.open_languages() == ("pl", "en", "bg")

    def test_the_default_language_is_open_whatever_stands_in_the_table(self):
        Language.objects.create(code="fr", state=Language.State.OPEN)
        assert languages.open_languages() == ("en", "fr")

    def test_a_language_that_the_settings_no_longer_have_is_closed(self):
        Language.objects.create(code="en", state=Language.State.OPEN)
        Language.objects.create(code="xx", state=Language.State.OPEN)
        assert languages.open_languages() == ("en",)

    def test_asking_again_costs_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            languages.open_languages()
            languages.open_languages()

    def test_the_default_language_cannot_be_closed(self):
        with pytest.raises(ValidationError, match="default language"):
            Language(code="en", state=Language.State.UNUSED).full_clean()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_asked_anew")
def test_a_process_that_keeps_watch_learns_what_another_has_opened():
    languages.open_languages()
    stop = languages.keep_watch()
    try:
        Language.objects.create(code="en", state=Language.State.OPEN)
        Language.objects.create(code="et", state=Language.State.OPEN)
        begun = time.monotonic()
        while "et" not in languages.memory.codes and time.monotonic() - begun < LONGEST_WAIT_SECONDS:
            time.sleep(0.05)
        assert languages.memory.codes == ("en", "et")
    finally:
        stop.set()


def test_a_watch_reads_often_enough_for_two_seconds():
    assert languages.WATCH_SECONDS < languages.LIFE_SECONDS < 2


def test_a_path_without_its_prefix():
    assert languages.without_prefix("/fr/news/") == "/news/"
    assert languages.without_prefix("/news/") == "/news/"
    assert languages.without_prefix("/french/news/") == "/french/news/"


def test_the_share_of_translated_texts_is_told_to_administrators(tmp_path):
    folder = tmp_path / "et" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "News"\nmsgstr "Uudised"\n\n'
        '#, fuzzy\nmsgid "Event"\nmsgstr "?"\n\nmsgid "Map"\nmsgstr ""\n\nmsgid "Home"\nmsgstr "Avaleht"\n',
        encoding="utf-8",
    )
    translated_share.cache_clear()
    with override_settings(LOCALE_PATHS=[tmp_path]):
        assert (translated_share("en"), translated_share("et"), translated_share("mt")) == (1.0, 0.5, 0.0)
    translated_share.cache_clear()
