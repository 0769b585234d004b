"""The feed of news."""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.menu import localised
from portal.editorial.listing import ENTRIES, Entry, FeedHead, answer_feed, identity_of
from portal.editorial.meta import page_path
from portal.editorial.models import NewsIndexPage, NewsPage


@require_safe
def news_feed(request: HttpRequest) -> HttpResponseBase:
    """The newest items of what the filters choose. 2 queries, 1 more for a chosen topic."""
    facets = NewsIndexPage.facets
    narrowed = facets.parse(request.GET)
    facets.check(narrowed)
    rows = facets.rows(NewsPage.objects.shown(get_language() or settings.LANGUAGE_CODE), narrowed)
    head = FeedHead(
        title=_("News"),
        description=_("News of the portal, newest first."),
        page_url=narrowed.address(localised("/news/")),
        feed_url=narrowed.address(reverse("editorial:news-feed")),
    )
    return answer_feed(request, head, [_entry(page) for page in rows.prefetch_related("topics")[:ENTRIES]])


def _entry(page: NewsPage) -> Entry:
    published = page.first_published_at or timezone.make_aware(datetime.combine(page.date, time()))
    return Entry(
        identity=identity_of(page.translation_key),
        title=page.title,
        url=page_path(page),
        summary=page.summary,
        published=published,
        updated=page.last_published_at or published,
        categories=tuple(topic.local_name for topic in page.topics.all()),
    )
