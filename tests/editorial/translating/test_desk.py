"""Who opens languages and submits pages, and what both leave to the queue."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, EDITOR
from portal.core import languages
from portal.core.models import Language
from portal.home.actions import prepare_languages
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.editorial.translating.worlds import CODES, all_at_once, make_locales, publish, submit, target, write_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal():
    prepare_languages()
    prepare_groups()


def signed_in(group: str) -> Client:
    client, user = Client(), User.objects.create(email=f"{group}@example.org")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def administrator() -> Client:
    return signed_in(ADMINISTRATOR)


@pytest.fixture
def editor() -> Client:
    return signed_in(EDITOR)


def change(client: Client, code: str, state: str):
    return client.post(f"/admin/languages/edit/{code}/", {"state": state, "position": "3"})


def test_a_new_portal_opens_its_complete_languages_and_knows_all_others(settings):
    states = dict(Language.objects.values_list("code", "state"))
    assert set(states) == {code for code, _name in settings.LANGUAGES}
    assert {code for code, state in states.items() if state == "open"} == set(settings.PORTAL_OPEN_AT_FIRST)


def test_an_administrator_opens_a_language_in_one_step(administrator):
    languages.forget()
    assert not languages.is_open("et")
    assert change(administrator, "et", "open").status_code == 302
    assert languages.is_open("et")
    assert Locale.objects.filter(language_code="et").exists()


def test_a_language_in_preparation_is_there_for_editors_alone(administrator):
    change(administrator, "et", "prepared")
    assert not languages.is_open("et")
    assert Locale.objects.filter(language_code="et").exists()


def test_what_an_administrator_closed_stays_closed_when_the_portal_starts_again(administrator):
    change(administrator, "fr", "unused")
    assert prepare_languages() == []
    assert not languages.is_open("fr")


def test_the_default_language_cannot_be_closed(administrator):
    response = change(administrator, "en", "unused")
    assert "The default language cannot be closed" in response.content.decode()
    assert Language.objects.get(pk="en").is_open


def test_the_list_says_how_much_of_the_interface_each_language_has(administrator):
    text = administrator.get("/admin/languages/").content.decode()
    assert "Estonian" in text
    assert "100%" in text


def test_languages_are_neither_added_nor_deleted(administrator):
    assert administrator.get("/admin/languages/new/").status_code == 302
    administrator.post("/admin/languages/delete/fr/")
    assert Language.objects.filter(pk="fr").exists()


def test_editors_do_not_open_languages(editor):
    change(editor, "et", "open")
    assert not Language.objects.get(pk="et").is_open


def test_one_language_is_ready_when_the_form_comes_back(editor):
    home = factories.make_home()
    (french,) = make_locales("fr")
    response = editor.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [french.pk]})
    translated = home.get_translation(french)
    assert response.url == f"/admin/pages/{translated.pk}/edit/"
    assert not translated.live


def test_several_languages_are_left_to_the_queue(editor, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    home = factories.make_home()
    chosen = [locale.pk for locale in make_locales(*CODES)]
    editor.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": chosen})
    jobs = DBTaskResult.objects.filter(task_path__endswith="translate_page")
    assert jobs.count() == len(CODES)
    assert not Translation.objects.exists()


def test_a_form_sent_twice_makes_one_draft_a_language(editor):
    home = factories.make_home()
    chosen = [locale.pk for locale in make_locales("fr", "de")]
    for _time in range(2):
        with all_at_once():
            editor.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": chosen})
    assert Translation.objects.count() == 2
    assert Page.objects.filter(translation_key=home.translation_key).count() == 3


def test_pages_below_are_submitted_along(editor):
    home = factories.make_home()
    factories.make_standard(home)
    (french,) = make_locales("fr")
    with all_at_once():
        editor.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [french.pk], "include_subtree": "on"})
    assert Page.objects.filter(locale=french).count() == 2


def test_an_editor_translates_corrects_and_publishes(editor):
    """The button "Publish" of the translation's own editor."""
    page = factories.make_standard(factories.make_home())
    (translation,) = submit(page, "fr")
    write_texts(translation, "fr: ")
    draft = target(translation)
    with all_at_once():
        response = editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"})
    assert response.status_code == 302
    assert target(translation).live
    assert Client().get("/fr/about/").context["page"].title == "fr: About"


def test_bringing_translations_up_to_date_is_left_to_the_queue(editor, settings):
    page = factories.make_standard(factories.make_home())
    translation, _other = submit(page, "fr", "de")
    write_texts(translation)
    publish(translation)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    editor.post(f"/admin/localize/update/{translation.source_id}/", {"publish_translations": "on"})
    assert DBTaskResult.objects.filter(task_path__endswith="refresh_source").count() == 1


@pytest.mark.parametrize("code", ["fr", "et", "mt"])
def test_a_translation_can_be_previewed_in_its_language_open_or_not(editor, code):
    page = factories.make_standard(factories.make_home())
    (translation,) = submit(page, code)
    text = editor.get(f"/admin/localize/translate/{translation.pk}/preview/").content.decode()
    assert f'lang="{code}"' in text
    assert "About" in text
