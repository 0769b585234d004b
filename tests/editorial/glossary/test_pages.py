import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.editorial import factories
from tests.editorial.glossary.factories import make_term
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db
WORDS = [("text", "<h2>LQ</h2><p>A location quotient, and a location quotient.</p>")]
LINK = '<a class="portal-term" href="/glossary/#location-quotient">location quotient</a>'


@pytest.fixture
def page():
    return factories.make_standard(factories.make_home(), "method", body=WORDS)


def html_of(client: Client, path: str = "/method/") -> str:
    return client.get(path).content.decode()


def test_the_first_mention_in_a_page_leads_to_the_glossary(client: Client, page):
    make_term()
    assert html_of(client).count("portal-term") == 1
    assert LINK in html_of(client)


def test_once_a_page_over_all_its_texts(client: Client, page):
    make_term()
    page.body = [*WORDS, *WORDS]
    page.save()
    assert html_of(client).count("portal-term") == 1


def test_terms_link_in_news_too(client: Client):
    make_term()
    factories.make_news(factories.make_news_index(factories.make_home()), "item", body=WORDS)
    assert LINK in html_of(client, "/news/item/")


def test_and_in_the_introduction_of_a_section(client: Client):
    make_term()
    factories.make_section(factories.make_home(), "excellence", introduction=WORDS)
    assert LINK in html_of(client, "/excellence/")


@pytest.mark.parametrize("change", ["save", "publish", "unpublish", "delete", "unlink", "rename", "add"])
def test_a_change_of_a_term_shows_at_once(client: Client, page, change: str):
    term = make_term(slug="lq")
    assert "/glossary/#lq" in html_of(client)
    if change == "save":
        term.slug = "other"
        term.save()
    elif change == "publish":
        term.slug = "other"
        term.save_revision().publish()
    elif change == "unpublish":
        term.unpublish()
    elif change == "delete":
        term.delete()
    elif change == "unlink":
        term.is_linked = False
        term.save()
    elif change == "rename":
        term.term = "Something else"
        term.save()
    else:
        make_term("Location")
        assert "/glossary/#location" not in html_of(client).replace("#location-quotient", "")
        return
    html = html_of(client)
    assert "/glossary/#lq" not in html
    assert ("/glossary/#other" in html) is (change in ("save", "publish"))


def test_a_draft_is_linked_nowhere(client: Client, page):
    make_term(live=False)
    assert "portal-term" not in html_of(client)


def questions(client: Client, path: str) -> list[str]:
    """Questions for terms alone: what stands around a page is read anew by the clock."""
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [query["sql"] for query in asked if query["sql"].startswith('SELECT "editorial_glossaryterm"')]


def test_remembered_terms_cost_no_query_and_new_ones_one(client: Client, page):
    html_of(client)
    make_term()
    assert len(questions(client, "/method/")) == 1
    assert questions(client, "/method/") == []
    assert LINK in html_of(client)


def test_a_page_without_a_text_asks_for_no_terms(client: Client, page):
    make_term()
    factories.make_standard(page.get_parent(), "empty")
    assert questions(client, "/empty/") == []


@pytest.mark.parametrize("terms", [1, 200])
def test_the_glossary_asks_once_however_many_terms_there_are(client: Client, terms: int, django_assert_max_num_queries):
    for number in range(terms):
        make_term(f"Term {number}")
    assert len(questions(client, "/glossary/")) == 1
    with django_assert_max_num_queries(5):
        client.get("/glossary/")


def test_an_english_text_under_the_french_prefix_links_english_terms_in_the_french_glossary(client: Client, page):
    english = make_term()
    make_term("Quotient de localisation", "fr", slug=english.slug, translation_key=english.translation_key)
    assert 'href="/fr/glossary/#location-quotient">location quotient</a>' in html_of(client, "/fr/method/")


def entries(client: Client, query: str = "", path: str = "/glossary/") -> list[str]:
    tree = assert_page(client.get(f"{path}{query}"))
    return [" ".join("".join(heading.itertext()).split()) for heading in every(tree, "h3")]


def test_terms_stand_in_the_order_of_the_alphabet_under_their_letters(client: Client):
    for term in ("Zone", "Écart", "cluster", "Area", "3D printing"):
        make_term(term)
    assert entries(client) == ["3D printing", "Area", "cluster", "Écart", "Zone"]
    tree = assert_page(client.get("/glossary/"))
    assert [heading.get("id") for heading in every(tree, "h2") if (heading.get("id") or "").startswith("letter")] == [
        "letter-other", "letter-a", "letter-c", "letter-e", "letter-z"
    ]  # fmt: skip


def test_terms_are_found_by_their_words_forms_and_definitions(client: Client):
    make_term("Location quotient", other_forms="LQ\nlocation quotients", definition="<p>Share against share.</p>")
    make_term("Cluster", definition="<p>Firms in one place.</p>")
    assert entries(client, "?q=lq") == ["Location quotient"]
    assert entries(client, "?q=PLACE") == ["Cluster"]
    assert entries(client, "?q=") == ["Cluster", "Location quotient"]
    assert entries(client, "?q=%3Cp%3Enothing") == []
    assert "No term holds these words" in html_of(client, "/glossary/?q=xyzzy")


def test_an_untranslated_term_stands_in_english_and_says_so(client: Client):
    english = make_term("Location quotient")
    make_term("Quotient de localisation", "fr", slug=english.slug, translation_key=english.translation_key)
    make_term("Cluster")
    assert entries(client, path="/fr/glossary/") == ["Cluster", "Quotient de localisation"]
    html = html_of(client, "/fr/glossary/")
    assert re.search(r'id="cluster" tabindex="-1" lang="en"', html)
    assert not re.search(r'id="location-quotient" tabindex="-1" lang', html)


def test_machines_read_the_glossary_as_a_set_of_defined_terms(client: Client):
    make_term("Location quotient", other_forms="LQ", definition="<p>A <b>ratio</b>.</p>")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(client, "/glossary/"))
    data = json.loads(block.group(1))
    assert data["@type"] == "DefinedTermSet"
    assert data["hasDefinedTerm"][0]["description"] == "A ratio."
    assert data["hasDefinedTerm"][0]["alternateName"] == ["LQ"]


def test_an_anchor_is_made_from_the_term_and_belongs_to_one_term_of_a_language():
    first = make_term("Location quotient", slug="")
    first.full_clean()
    assert first.slug == "location-quotient"
    first.save()
    second = make_term("Other", slug="other")
    second.slug = "location-quotient"
    with pytest.raises(ValidationError, match="Another term of this language has this anchor"):
        second.full_clean()
