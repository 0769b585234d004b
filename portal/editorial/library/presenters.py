"""Library items as lists and their own pages show them. The models call these, so pages come in untyped."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.core.formatting import number
from portal.core.page import Link
from portal.editorial.languages import language_name
from portal.editorial.library.citation import Source, as_text
from portal.editorial.library.finding import Passage
from portal.editorial.meta import content_language, foreign_language, page_path, reader_path

SUMMARY_LETTERS = 240


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An item in a list; `passage` shows where its file holds the words that were looked for, at `passage_url`."""

    title: str
    url: str
    summary: str
    meta: str
    language: str = ""  # of title and summary, where it is not that of the request
    passage: Passage | None = None
    passage_url: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """What the page of an item shows beside title and abstract."""

    kind: str
    year: str
    publisher: str
    authors: str
    identifier: str
    languages: str
    collection: Link | None
    access: Link | None
    access_note: str
    elsewhere: Link | None
    citation: str
    citation_files: tuple[Link, ...]


def library_row(page: Page, passage: Passage | None = None) -> LibraryRow:
    names = ", ".join(map(language_name, page.file_languages))
    return LibraryRow(
        title=page.title,
        url=reader_path(page),
        summary=Truncator(page.abstract).chars(SUMMARY_LETTERS),
        meta=" · ".join(filter(None, [page.get_kind_display(), page.publisher, str(page.year), names])),
        language=foreign_language(content_language(page)),
        passage=passage,
        passage_url=f"{page.document.url}#page={passage.page}" if passage else "",
        is_sample=page.is_sample,
    )


def present_item(page: Page, library_path: str) -> LibraryItem:
    """0 queries: file, its text and the collection come with the page."""
    host = urlsplit(page.link).hostname or ""
    files = (("BibTeX", "editorial:library-bibtex"), ("RIS", "editorial:library-ris"))
    collection = page.collection
    return LibraryItem(
        kind=page.get_kind_display(),
        year=str(page.year),
        publisher=page.publisher,
        authors=page.authors,
        identifier=page.identifier,
        languages=", ".join(map(language_name, page.file_languages)),
        collection=Link(collection.local_name, f"{library_path}?collection={collection.slug}") if collection else None,
        access=_file(page),
        access_note=_file_note(page),
        elsewhere=Link(_("Open on %(host)s") % {"host": host}, page.link) if page.link else None,
        citation=as_text(source_of(page)),
        citation_files=tuple(Link(label, reverse(name, args=[page.slug])) for label, name in files),
    )


def source_of(page: Page) -> Source:
    """What is cited: the address where the publisher has it, else the portal's own."""
    return Source(
        key=page.slug,
        kind=page.kind,
        title=page.title,
        publisher=page.publisher,
        year=page.year,
        url=page.link or f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{page_path(page)}",
        authors=tuple(filter(None, (name.strip() for name in page.authors.split(";")))),
        identifier=page.identifier,
        abstract=page.abstract,
        languages=tuple(page.file_languages),
    )


def _file(page: Page) -> Link | None:
    if not page.document:
        return None
    return Link(
        _("Open the file") if page.document.file_extension == "pdf" else _("Download the file"), page.document.url
    )


def _file_note(page: Page) -> str:
    """ "PDF, 2.3 MB, 24 pages"."""
    if not page.document:
        return ""
    text = getattr(page.document, "text", None)
    pages = (
        ngettext("%(count)s page", "%(count)s pages", text.pages) % {"count": number(text.pages)}
        if text and text.pages
        else ""
    )
    size = filesizeformat(page.document.get_file_size())
    return ", ".join(filter(None, [page.document.file_extension.upper(), size, pages]))
