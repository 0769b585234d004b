"""The digest's pages on the web."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.menu import localised
from portal.core.page import Link, PageMeta
from portal.editorial.digest.presenters import days_text, issue_title, present_issue
from portal.editorial.digest.queries import Listed
from portal.editorial.digest.words import Wish
from portal.editorial.listing import Entry, FeedHead
from portal.editorial.models.digest import DigestIssue


def digest_meta(title: str = "", *, lead: str = "", path: str = "", is_indexable: bool = True) -> PageMeta:
    """Head of a page of the digest. Addresses with a reader's token have the digest itself as their canonical one."""
    index = reverse("editorial:digest")
    name = _("Weekly digest")
    above = [Link(name, index)] if title else []
    return PageMeta(
        title=title or name,
        description=lead or _("News, events, calls and new figures of the week by mail."),
        canonical_path=path or index,
        breadcrumbs=(Link(_("Home"), localised("/")), *above, Link(title or name, path or index, is_current=True)),
        lead=lead,
        is_indexable=is_indexable,
    )


def archive_page(issues: Iterable[DigestIssue]) -> dict[str, Any]:
    lead = _("What the week brought: news, events, calls and new figures, by mail once a week.")
    rows = tuple(Link(issue_title(issue), issue.get_absolute_url(), title=_days(issue)) for issue in issues)
    return {"page": digest_meta(lead=lead), "issues": rows, "feed_url": reverse("editorial:digest-feed")}


def issue_page(issue: DigestIssue, items: Sequence[Listed]) -> dict[str, Any]:
    """Everything in the issue, in the language of the request."""
    view = present_issue(issue, items, Wish(get_language() or settings.LANGUAGE_CODE))
    return {"page": digest_meta(view.title, lead=view.days, path=issue.get_absolute_url()), "view": view}


def feed_head() -> FeedHead:
    return FeedHead(
        title=_("Weekly digest"),
        description=_("News, events, calls and new figures of each week."),
        page_url=reverse("editorial:digest"),
        feed_url=reverse("editorial:digest-feed"),
    )


def digest_feed_entries(issues: Iterable[DigestIssue]) -> list[Entry]:
    language = get_language() or settings.LANGUAGE_CODE
    host = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return [
        Entry(
            identity=f"{host}/digest/{issue.slug}/",
            title=issue_title(issue),
            url=issue.get_absolute_url(),
            summary=issue.introductions.get(language) or _days(issue),
            published=issue.published_at,
            updated=issue.published_at,
        )
        for issue in issues
        if issue.published_at
    ]


def _days(issue: DigestIssue) -> str:
    return days_text(issue.first_day, issue.last_day)
