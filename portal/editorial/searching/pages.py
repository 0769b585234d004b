"""What the site-wide search finds of editors' pages: the fields that each page type declares as searched."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Max
from wagtail.models import Page, PageQuerySet
from wagtail.search.index import SearchField

from portal.core.searching import Entry
from portal.editorial.meta import page_path
from portal.editorial.models import DocumentText
from portal.editorial.routing import restrictions_above

CHUNK = 200
OTHER, LIBRARY = "pages", "library"
# Kinds by the page types that belong to them; every other type is a page like any other.
TYPES = {
    "newspage": "news",
    "eventpage": "events",
    "callpage": "calls",
    "videopage": "videos",
    "libraryitempage": "library",
}
LEADS = ("summary", "lead", "abstract", "search_description")
DATES = ("date", "start", "first_published_at")


def kind_key_of(page: Page) -> str:
    """Key of the kind that a page belongs to, whatever class it was read as."""
    return TYPES.get(page.cached_content_type.model, OTHER)


def searched_pages() -> PageQuerySet:
    """Live pages that nothing above them restricts, in their own language: aliases show another's text."""
    return Page.objects.live().filter(~restrictions_above(), depth__gt=1, alias_of__isnull=True)


def entries(kind: str, keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Pages of a kind by translation key. 2 queries and one a page type for every 200 pages."""
    pages = _of_kind(kind).filter(locale__language_code__in=languages)
    if keys is not None:
        pages = pages.filter(translation_key__in=keys)
    for page in pages.select_related("locale").order_by("pk").specific().iterator(chunk_size=CHUNK):
        yield entry_of(page)


def entry_of(page: Page) -> Entry:
    lead = next((value for name in LEADS if (value := getattr(page, name, ""))), "")
    return Entry(
        key=str(page.translation_key),
        language=page.locale.language_code,
        title=page.title,
        path=page_path(page),
        summary=str(lead),
        text=text_of(page),
        dated=_date_of(page) if kind_key_of(page) != OTHER else None,
    )


def text_of(page: Page) -> str:
    """Values of all searched fields but the title and the lead."""
    fields = [field for field in page.get_search_fields() if isinstance(field, SearchField)]
    values = (field.get_value(page) for field in fields if field.field_name not in ("title", *LEADS))
    return "\n".join(filter(None, map(_plain, values)))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_plain, value)))
    return str(value) if value else ""


def _date_of(page: Page) -> date | None:
    found = next((value for name in DATES if (value := getattr(page, name, None))), None)
    return found.date() if isinstance(found, datetime) else found


def _of_kind(kind: str) -> PageQuerySet:
    pages = searched_pages()
    if kind == OTHER:
        return pages.exclude(content_type__app_label="editorial", content_type__model__in=TYPES)
    types = [model for model, key in TYPES.items() if key == kind]
    return pages.filter(content_type__app_label="editorial", content_type__model__in=types)


def fingerprint(kind: str) -> str:
    """How many pages there are, when one was published last, and which files were read. 1 query, 2 of the library."""
    found = _of_kind(kind).aggregate(count=Count("pk"), latest=Max("last_published_at"))
    return f"{found['count']} {found['latest']} {_texts() if kind == LIBRARY else ''}"


def _texts() -> str:
    """Of every file that was read: its version."""
    read = DocumentText.objects.aggregate(all=StringAgg("file_hash", ",", default="", order_by="pk"))
    return str(read["all"])
