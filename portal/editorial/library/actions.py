"""Changes of state of documents' texts: reading a file once for every version of it."""

import shutil
import tempfile
from pathlib import Path

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from wagtail.documents.models import Document

from portal.editorial.library.extracting import Extracted, extract
from portal.editorial.library.words import configuration_of, plain
from portal.editorial.models import DocumentPage, DocumentText, LibraryItemPage

BATCH = 200
State = DocumentText.State
STATES = {"encrypted": State.ENCRYPTED, "broken": State.BROKEN, "stopped": State.TOO_LONG}


def unread_documents() -> QuerySet[Document]:
    """PDF files whose present version has not been read yet, or not in the language that its item names."""
    items = LibraryItemPage.objects.filter(document=OuterRef("pk")).exclude(file_languages=[]).order_by("pk")
    language = Coalesce(Subquery(items.values("file_languages__0")[:1]), Value(""))
    pdf = Document.objects.filter(file__iendswith=".pdf").annotate(item_language=language)
    unread: QuerySet[Document] = pdf.filter(
        Q(text=None) | ~Q(text__file_hash=F("file_hash")) | ~Q(text__language=F("item_language"))
    )
    return unread


def read_text(*, document: Document) -> DocumentText:
    """Read the file and keep its text page by page in the place of what was kept. Safe to run twice."""
    version = document.get_file_hash()
    extracted = _extract(document)
    language = _language_of(document)
    with transaction.atomic():
        DocumentText.objects.filter(document=document).delete()
        text = DocumentText.objects.create(
            document=document,
            file_hash=version,
            state=_state(extracted),
            pages=len(extracted.texts),
            language=language,
        )
        pages = [
            DocumentPage(text=text, number=number, content=content, words=_words(content, configuration_of(language)))
            for number, content in enumerate(extracted.texts, 1)
            if content.strip()
        ]
        DocumentPage.objects.bulk_create(pages, batch_size=BATCH)
    return text


def _extract(document: Document) -> Extracted:
    """From a copy on disk: the store of files may be elsewhere."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        try:
            with document.open_file() as content:
                shutil.copyfileobj(content, copy)
        except OSError:
            return Extracted(problem="broken")
        copy.flush()
        return extract(Path(copy.name))


def _state(extracted: Extracted) -> str:
    if extracted.problem:
        return str(STATES[extracted.problem])
    return str(State.READ if any(text.strip() for text in extracted.texts) else State.EMPTY)


def _words(content: str, configuration: str) -> Combinable:
    """Stems of the file's language, and the words as they are for readers of another one."""
    text = Value(plain(content))
    return SearchVector(text, config="simple") + SearchVector(text, config=configuration)


def _language_of(document: Document) -> str:
    """The first language that a library item names for the file."""
    item = LibraryItemPage.objects.filter(document=document).exclude(file_languages=[]).order_by("pk").first()
    return item.file_languages[0] if item else ""
