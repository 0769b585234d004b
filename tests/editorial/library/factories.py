"""The smallest valid items of the library, and documents with their files."""

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from portal.editorial.models import LibraryCollection, LibraryIndexPage, LibraryItemPage
from portal.home.models import HomePage
from tests.editorial.library.files import pdf


def make_document(name: str = "report.pdf", content: bytes = b"", **fields) -> Document:
    content = content or pdf("Clusters help firms to grow.")
    document = Document(title=name, file=ContentFile(content, name), **fields)
    document._set_document_file_metadata()
    document.save()
    return document


def make_library(home: HomePage) -> LibraryIndexPage:
    return home.add_child(instance=LibraryIndexPage(title="Library", slug="library"))


def make_item(library: LibraryIndexPage, slug: str = "item", **fields) -> LibraryItemPage:
    values = {
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "year": 2014,
        "publisher": "European Commission",
        "abstract": "What it is about.",
        "link": "" if fields.get("document") else "https://example.org/report",
        "file_languages": ["en"],
    }
    topics = fields.pop("topics", ())
    item = library.add_child(instance=LibraryItemPage(**{**values, **fields}))
    if topics:
        item.topics.set(topics)
        item.save()
    return item


def make_collection(name: str = "Related initiatives", slug: str = "related-initiatives") -> LibraryCollection:
    return LibraryCollection.objects.create(name=name, slug=slug, names={"de": "Verwandte Initiativen"})
