"""The overview of translations: up to date, stale since when, in progress, missing; as a page, CSV and XLSX."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import EDITOR
from portal.editorial.models import StandardPage
from portal.editorial.translating.overview import State, originals, standings
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.editorial.translating.worlds import all_at_once, make_locales, publish, save, submit, target, write_texts

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/translations/"


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def page(home):
    return factories.make_standard(home)


@pytest.fixture
def editor(client: Client) -> Client:
    prepare_groups()
    user = User.objects.create(email="editor@example.org")
    user.groups.add(Group.objects.get(name=EDITOR))
    client.force_login(user)
    return client


def state_of(page, code="fr"):
    ((_page, found),) = standings([originals().select_related("locale").get(pk=page.pk)], [code])
    return found[code]


def translated(page, code="fr"):
    (translation,) = submit(page, code)
    write_texts(translation, f"{code}: ")
    publish(translation)
    return translation


def test_a_page_that_nobody_submitted_is_missing(page):
    make_locales("fr")
    assert state_of(page).state == State.MISSING


def test_a_draft_is_in_progress(page):
    submit(page, "fr")
    assert state_of(page).state == State.IN_PROGRESS


def test_a_published_translation_is_up_to_date(page):
    translated(page)
    assert state_of(page).state == State.UP_TO_DATE


def test_a_translation_is_stale_from_the_moment_its_original_says_something_new(page):
    translation = translated(page)
    with all_at_once():
        changed = save(page, lead="Another lead.")
    found = state_of(page)
    assert found.state == State.STALE
    assert found.since >= changed.last_published_at
    write_texts(translation, "new: ")
    publish(translation)
    assert state_of(page).state == State.UP_TO_DATE


def test_a_change_without_new_words_makes_nothing_stale(home):
    index = factories.make_news_index(home)
    news = factories.make_news(index, "first")
    translated(news)
    with all_at_once():
        save(news, date=date(2026, 12, 24))
    assert state_of(news).state == State.UP_TO_DATE


def test_a_page_translated_by_hand_is_stale_when_its_original_was_published_later(page):
    (french,) = make_locales("fr")
    own = page.copy_for_translation(french, copy_parents=True)
    own.save_revision().publish()
    assert state_of(page).state == State.UP_TO_DATE
    save(page, lead="Another lead.")
    assert state_of(page).state == State.STALE


def test_an_alias_is_no_translation(home, page):
    below = factories.make_standard(page, "below")
    translated(below)
    assert state_of(page).state == State.MISSING


def test_a_page_that_only_another_language_has_is_an_original(home):
    (french,) = make_locales("fr")
    french_home = home.copy_for_translation(french)
    own = factories.make_standard(french_home, "seulement", locale=french)
    found = [page.pk for page in originals()]
    assert own.pk in found
    assert french_home.pk not in found


def test_the_overview_costs_the_same_for_few_and_many(home, django_assert_max_num_queries):
    make_locales("fr", "de", "it")
    for number in range(30):
        translated(factories.make_standard(home, f"page-{number}"))
    pages = list(originals().filter(slug__startswith="page-").select_related("locale"))
    with django_assert_max_num_queries(2):
        assert len(list(standings(pages, ["fr", "de", "it"]))) == 30


def test_editors_see_pages_by_languages(editor, page):
    translated(page)
    submit(page, "de")
    text = editor.get(ADDRESS).content.decode()
    assert "About" in text
    assert "up to date" in text
    assert "in progress" in text


def test_the_overview_can_be_narrowed_to_what_is_stale_in_a_language(editor, home, page):
    other = factories.make_standard(home, "other", title="Other page")
    translated(page)
    translated(other)
    with all_at_once():
        save(other, lead="Another lead.")
    text = editor.get(f"{ADDRESS}?language=fr&state=stale").content.decode()
    assert "Other page" in text
    assert "stale since" in text
    assert ">About<" not in text


def test_the_overview_leaves_as_csv_and_xlsx(editor, page):
    translated(page)
    body = b"".join(editor.get(f"{ADDRESS}?export=csv").streaming_content).decode()
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == ["Page", "Type", "Address", "Published", "French"]
    assert [row[4] for row in rows if row[0] == "About"] == ["up to date"]
    file = io.BytesIO(b"".join(editor.get(f"{ADDRESS}?export=xlsx").streaming_content))
    assert [cell.value for cell in next(openpyxl.load_workbook(file).active.rows)] == rows[0]


def test_visitors_do_not_see_the_overview(client: Client, home):
    assert client.get(ADDRESS).status_code == 302


def test_a_translation_is_no_row_of_its_own(editor, page):
    translation = translated(page)
    assert target(translation).title == "fr: About"
    assert "fr: About" not in editor.get(ADDRESS).content.decode()
    assert StandardPage.objects.count() == 2
