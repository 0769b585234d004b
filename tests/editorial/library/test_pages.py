"""The library: narrowed by what items are and are about, found by what stands in their files, cited."""

import re
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from wagtail.models import CollectionViewRestriction

from portal.accounts.models import User
from portal.editorial.models import LibraryItemPage
from tests.editorial.factories import make_home
from tests.editorial.library import factories
from tests.editorial.library.files import pdf
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def library():
    return factories.make_library(make_home())


def titles(client: Client, query: str) -> list[str]:
    tree = assert_page(client.get(f"/library/?{query}"))
    found = [link for heading in every(tree, "h3") for link in every(heading, "a")]
    return ["".join(link.itertext()) for link in found]


def read(*pages: str, name: str = "report.pdf"):
    document = factories.make_document(name, pdf(*pages))
    call_command("read_documents")
    return document


def test_an_empty_library_says_what_will_stand_here(client: Client, library):
    assert "The library is empty" in [heading.text for heading in every(assert_page(client.get("/library/")), "h2")]


def test_the_latest_year_stands_first(client: Client, library):
    factories.make_item(library, "older", year=2008)
    factories.make_item(library, "newer", year=2020)
    assert titles(client, "") == ["Newer", "Older"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=law", ["Law"]),
        ("year=2008", ["Guide"]),
        ("language=fr", ["Guide"]),
        ("collection=related-initiatives", ["Law"]),
        ("kind=law&year=2008", []),
        ("q=abstract-of-law", ["Law"]),
        ("q=parliament", ["Law"]),
    ],
)
def test_items_are_narrowed(client: Client, library, query, found):
    factories.make_item(library, "guide", kind="guide", year=2008, file_languages=["en", "fr"])
    factories.make_item(
        library,
        "law",
        kind="law",
        year=2018,
        collection=factories.make_collection(),
        publisher="European Parliament and Council",
        abstract="abstract-of-law",
    )
    assert titles(client, query) == found


@pytest.mark.parametrize(
    "query", ["kind=poem", "year=next", "year=99999", "language=xx", "collection=none", f"q={'a' * 101}"]
)
def test_a_choice_that_does_not_exist_is_bad(client: Client, library, query):
    assert client.get(f"/library/?{query}").status_code == 400


def test_a_collection_is_named_in_the_readers_language(client: Client, library):
    factories.make_item(library, collection=factories.make_collection())
    assert "Verwandte Initiativen" in client.get("/de/library/").content.decode()


def test_words_are_found_inside_a_file_with_their_page(client: Client, library):
    factories.make_item(library, "report", document=read("Contents", "Photonics grow fast in Jena."))
    factories.make_item(library, "other", document=read("Nothing of this.", name="other.pdf"))
    html = client.get("/library/?q=photonics").content.decode()
    assert titles(client, "q=photonics") == ["Report"]
    assert "<mark>Photonics</mark> grow fast" in html
    assert "In the file, page 2" in html
    assert re.search(r'/report[^"/]*\.pdf#page=2"', html)


@pytest.mark.parametrize("words", ["regions", "region", "REGIONS", "économique", "economique", '"economic regions"'])
def test_forms_of_a_word_and_accents_are_forgiven(client: Client, library, words):
    factories.make_item(library, "report", document=read("Économique: many economic regions."))
    call_command("read_documents")  # now that an item says in which language the file is
    assert titles(client, urlencode({"q": words})) == ["Report"]


def test_a_word_can_be_left_out(client: Client, library):
    factories.make_item(library, "report", document=read("Clusters and regions."))
    assert titles(client, "q=clusters -regions") == []


def test_a_search_without_results_says_so_and_how_to_go_on(client: Client, library):
    factories.make_item(library)
    html = client.get("/library/?q=xyzzy").content.decode()
    assert "Nothing in the library holds these words" in html
    assert "Clear the search" in html


def test_titles_stand_before_files(client: Client, library):
    factories.make_item(library, "report", year=2020, document=read("A word on photonics."))
    factories.make_item(library, "photonics", year=2008)
    assert titles(client, "q=photonics") == ["Photonics", "Report"]


def test_a_filter_keeps_the_words(client: Client, library):
    factories.make_item(library, "photonics")
    tree = assert_page(client.get("/library/?q=photonics"))
    kept = [one.get("value") for one in every(tree, "input") if one.get("type") == "hidden" and one.get("name") == "q"]
    assert kept == ["photonics"]


def test_nothing_of_a_restricted_file_is_found_or_shown(client: Client, library):
    document = read("Photonics grow fast.")
    item = factories.make_item(library, "report", document=document)
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert titles(client, "q=photonics") == []
    assert item.file_text() == ""


def test_the_sites_search_reads_the_file(library):
    item = factories.make_item(library, "report", document=read("First.", "Second."))
    assert item.file_text() == "First.\nSecond."


def test_an_item_says_what_it_is_and_how_to_get_it(client: Client, library):
    document = read("One.", "Two.")
    factories.make_item(library, "report", document=document, link="https://eur-lex.europa.eu/x", identifier="COM 1")
    html = client.get("/library/report/").content.decode()
    assert_page(client.get("/library/report/"))
    assert f'href="{document.url}"' in html
    assert "2 pages" in html
    assert "Open on eur-lex.europa.eu" in html
    assert "COM 1" in html


def test_an_item_needs_a_file_or_a_link():
    item = LibraryItemPage(title="T", slug="t", year=2014, publisher="P", abstract="A")
    with pytest.raises(ValidationError) as refused:
        item.full_clean(exclude=["path", "depth", "url_path"])
    assert refused.value.message_dict["document"] == ["Choose a file or give a link."]


@pytest.mark.parametrize("year", [1066, 20140])
def test_a_year_is_one_of_ours(year):
    item = LibraryItemPage(title="T", slug="t", year=year, publisher="P", abstract="A", link="https://example.org/")
    with pytest.raises(ValidationError) as refused:
        item.full_clean(exclude=["path", "depth", "url_path"])
    assert "year" in refused.value.message_dict


def test_a_citation_can_be_copied_and_downloaded(client: Client, library):
    factories.make_item(library, "report", title="Clusters & growth")
    html = client.get("/library/report/").content.decode()
    assert 'value="European Commission (2014): Clusters &amp; growth. https://example.org/report"' in html
    bibtex, ris = client.get("/library/report.bib"), client.get("/library/report.ris")
    assert r"Clusters \& growth" in bibtex.content.decode()
    assert 'filename="report.ris"' in ris["Content-Disposition"]
    assert ris.content.decode().startswith("TY  - RPRT\r\n")


def test_a_citation_of_a_draft_is_not_found(client: Client, library):
    factories.make_item(library, "draft", live=False)
    assert client.get("/library/draft.bib").status_code == 404


def test_the_feed_holds_what_the_filters_choose(client: Client, library):
    factories.make_item(library, "guide", kind="guide")
    factories.make_item(library, "law", kind="law")
    text = client.get("/library/feed.atom?kind=law").content.decode()
    assert "<title>Law</title>" in text
    assert "<title>Guide</title>" not in text
    assert 'href="/library/feed.atom?kind=law"' in client.get("/library/?kind=law").content.decode()


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("path", ["/library/", "/library/?q=growth&kind=report", "/library/item-0/"])
def test_a_page_costs_the_same_for_few_and_many(
    client: Client, library, path, is_signed_in, django_assert_max_num_queries
):
    if is_signed_in:
        client.force_login(User.objects.create_user("reader@example.org"))
    collection = factories.make_collection()

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            document = factories.make_document(f"report-{number}.pdf")
            factories.make_item(library, f"item-{number}", document=document, collection=collection)

    grow(0, 3)
    call_command("read_documents")
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    grow(3, 15)
    with django_assert_max_num_queries(12) as many:
        client.get(path)
    assert len(many) == len(few)
