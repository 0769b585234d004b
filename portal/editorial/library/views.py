"""Plain addresses of the library: the feed, and citations for reference managers."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.errors import NotFound
from portal.core.menu import localised
from portal.editorial.library.citation import as_bibtex, as_ris
from portal.editorial.library.presenters import source_of
from portal.editorial.listing import ENTRIES, Entry, FeedHead, answer_feed, identity_of
from portal.editorial.meta import reader_path
from portal.editorial.models import LibraryIndexPage, LibraryItemPage

FORMATS = {
    "bib": (as_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (as_ris, "application/x-research-info-systems; charset=utf-8"),
}


@require_safe
def library_feed(request: HttpRequest) -> HttpResponseBase:
    """What was added last to what the filters choose. 2 queries, 1 more for a chosen topic."""
    facets = LibraryIndexPage.facets
    narrowed = facets.parse(request.GET)
    facets.check(narrowed)
    rows = facets.rows(LibraryItemPage.objects.shown(_language()), narrowed).order_by("-first_published_at", "-pk")
    head = FeedHead(
        title=_("Library"),
        description=_("What was added to the library, newest first."),
        page_url=narrowed.address(localised("/library/")),
        feed_url=narrowed.address(reverse("editorial:library-feed")),
    )
    return answer_feed(request, head, [_entry(page) for page in rows.prefetch_related("topics")[:ENTRIES]])


@require_safe
def citation(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """One item as a reference manager reads it. 1 query. Raises NotFound for what the reader does not meet."""
    page = LibraryItemPage.objects.shown(_language()).filter(slug=slug).first()
    if page is None:
        suggestions = [(_("Library"), localised("/library/"))]
        raise NotFound(_("The library has no item %(name)s.") % {"name": slug}, suggestions)
    write, content_type = FORMATS[suffix]
    response = HttpResponse(write(source_of(page)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{suffix}"'
    return response


def _entry(page: LibraryItemPage) -> Entry:
    published = page.first_published_at or datetime(page.year, 1, 1, tzinfo=UTC)
    return Entry(
        identity=identity_of(page.translation_key),
        title=page.title,
        url=reader_path(page),
        summary=page.abstract,
        published=published,
        updated=page.last_published_at or published,
        categories=tuple(topic.local_name for topic in page.topics.all()),
    )


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
