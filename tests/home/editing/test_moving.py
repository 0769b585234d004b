"""A page that moves or gets another slug leaves redirects behind: for itself, those below it, in its language."""

import pytest
from django.test import Client, TestCase
from wagtail.models import Locale

from tests.editorial import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


def leads_to(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 301, path
    return response.headers["Location"].removeprefix("http://localhost").removeprefix("http://testserver")


def rename(page, slug: str) -> None:
    """Redirects are made when the change is committed."""
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def test_a_page_and_those_below_it_are_found_under_their_old_addresses(client: Client, home):
    parent = factories.make_standard(home, "old")
    factories.make_standard(parent, "child")
    rename(parent, "new")
    assert leads_to(client, "/old/") == "/new/"
    assert leads_to(client, "/old/child/") == "/new/child/"


def test_a_page_that_moves_below_another_one_is_found(client: Client, home):
    page, parent = factories.make_standard(home, "page"), factories.make_standard(home, "parent")
    page.move(parent, pos="last-child")
    assert leads_to(client, "/page/") == "/parent/page/"


def test_the_address_of_a_translation_changes_without_the_originals(client: Client, home):
    french, _created = Locale.objects.get_or_create(language_code="fr")
    page = factories.make_standard(home, "about")
    home.copy_for_translation(french).save_revision().publish()
    translated = page.copy_for_translation(french)
    translated.slug = "a-propos"
    translated.save_revision().publish()
    rename(translated, "qui-sommes-nous")
    assert leads_to(client, "/fr/a-propos/") == "/fr/qui-sommes-nous/"
    assert client.get("/about/").status_code == 200


def test_a_page_that_comes_back_answers_itself(client: Client, home):
    page = factories.make_standard(home, "old")
    rename(page, "new")
    rename(page, "old")
    assert client.get("/old/").status_code == 200
