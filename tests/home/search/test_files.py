"""Files and terms: found once a page that everybody may read leads to them, never before."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Locale

from portal.core.searching import kind_of
from portal.editorial.models import DocumentPage, DocumentText, GlossaryTerm
from portal.home.search.actions import index_kind
from portal.home.search.finding import find
from tests.editorial.factories import make_home, make_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    made = Document.objects.create(title="Robots report", file=ContentFile(b"%PDF-1.7", name="robots.pdf"))
    text = DocumentText.objects.create(document=made, file_hash="1", state=DocumentText.State.READ, pages=1)
    DocumentPage.objects.create(text=text, number=1, content="Where androids work", words="androids")
    return made


def titles(text: str) -> list[str]:
    index_kind(kind=kind_of("documents"))
    return [hit.title.translate({2: None, 3: None}) for hit in find(text, "en", kind="documents").hits]


def lead_to(document: Document, **fields):
    body = [("document", {"document": document, "title": ""})]
    return make_standard(make_home(), "machines", body=body, **fields)


def test_a_file_that_no_page_leads_to_is_not_found(document: Document):
    assert titles("robots") == []


def test_a_file_is_found_by_title_and_text_once_a_public_page_leads_to_it(document: Document):
    lead_to(document)
    assert titles("robots") == titles("androids") == ["Robots report"]


def test_a_file_of_a_draft_is_not_found(document: Document):
    lead_to(document, live=False)
    assert titles("robots") == []


def test_a_file_of_a_restricted_collection_goes_at_once(document: Document):
    lead_to(document)
    collection = Collection.get_first_root_node().add_child(name="Closed")
    document.collection = collection
    document.save()
    assert titles("robots") == ["Robots report"]
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert [hit.key for hit in find("robots", "en", kind="documents").hits] == []


def test_a_deleted_file_goes_at_once(document: Document):
    page = lead_to(document)
    assert titles("robots") == ["Robots report"]
    page.delete()
    document.delete()
    assert find("robots", "en", kind="documents").hits == ()


def test_a_term_is_found_when_it_is_published_and_gone_when_it_is_not():
    term = GlossaryTerm(
        slug="location-quotient",
        term="Location quotient",
        other_forms="LQ",
        definition="<p>How many times.</p>",
        locale=Locale.get_default(),
    )
    term.save()
    assert [hit.path for hit in find("LQ", "en", kind="glossary").hits] == ["/glossary/#location-quotient"]
    term.unpublish()
    assert find("LQ", "en", kind="glossary").hits == ()
