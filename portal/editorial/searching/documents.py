"""Files that a page which everybody may read leads to. Files of the library are found by their item there.

A file that was uploaded for a page not published yet is found by nobody.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from portal.core.searching import Entry
from portal.editorial.models import DocumentPage, LibraryItemPage
from portal.editorial.searching.pages import searched_pages

LETTERS = 200_000
CAPTIONS = ".vtt"


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Files by primary key, in the language of their words where it is open. 3 queries, and 1 a file with a text."""
    found = _linked()
    if keys is not None:
        found = found.filter(pk__in=keys)
    spoken = _languages([document.pk for document in found])
    for document in found:
        language = spoken.get(document.pk, "")
        yield _entry(document, language if language in languages else settings.LANGUAGE_CODE)


def fingerprint() -> str:
    """Of the files and their versions. 3 queries."""
    rows = _linked().values_list("pk", "title", "file_hash", "text__state")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def _linked() -> QuerySet[Document]:
    """Files outside restricted collections that a live, open page names, and no item of the library."""
    page_type, document_type = (ContentType.objects.get_for_model(model) for model in (Page, Document))
    pages = searched_pages().annotate(key=Cast("pk", CharField())).values("key")
    named = ReferenceIndex.objects.filter(
        base_content_type=page_type, to_content_type=document_type, object_id__in=pages
    )
    documents = Document.objects.annotate(key=Cast("pk", CharField())).filter(key__in=named.values("to_object_id"))
    items = LibraryItemPage.objects.exclude(document=None).values("document")
    return documents.filter(~_restricted()).exclude(pk__in=items).exclude(file__iendswith=CAPTIONS).order_by("pk")


def _restricted() -> Exists:
    """Whether the file's collection or one above it is restricted."""
    path = Cast(OuterRef("collection__path"), TextField())
    above = CollectionViewRestriction.objects.annotate(asked=path)
    return Exists(above.filter(asked__startswith=F("collection__path")))


def _languages(pks: Sequence[int]) -> Mapping[int, str]:
    texts = DocumentPage.objects.filter(text__in=pks).values_list("text", "text__language")
    return dict(texts.distinct())


def _entry(document: Document, language: str) -> Entry:
    return Entry(
        key=str(document.pk),
        language=language,
        title=document.title,
        path=document.url,
        summary=document.filename,
        text=_text(document),
        dated=document.created_at.date(),
    )


def _text(document: Document) -> str:
    pages = DocumentPage.objects.filter(text=document.pk).values_list("content", flat=True)
    return "\n".join(pages)[:LETTERS]
