"""Subscribers, and issues with the smallest contents."""

from django.utils import timezone

from portal.editorial.digest.actions.issues import begin_sending
from portal.editorial.digest.weeks import this_week
from portal.editorial.models import DigestIssue, DigestItem, Subscriber


def make_subscriber(name: str = "reader", **fields) -> Subscriber:
    """A confirmed one."""
    now = timezone.now()
    values = {"email": f"{name}@example.org", "language": "en", "asked_at": now, "confirmed_at": now}
    return Subscriber.objects.create(**{**values, **fields})


def make_issue(**fields) -> DigestIssue:
    """This week's draft, without items."""
    week = this_week()
    values = {"slug": week.slug, "first_day": week.first_day, "last_day": week.last_day}
    return DigestIssue.objects.create(**{**values, "composed_at": timezone.now(), **fields})


def make_item(issue: DigestIssue, key: str = "2026", **fields) -> DigestItem:
    """New figures, which concern everybody and hang on no page."""
    texts = {"en": make_words(f"Release {key}")}
    return DigestItem.objects.create(**{"issue": issue, "kind": "figures", "key": key, "texts": texts, **fields})


def make_words(title: str, language: str = "en", **fields) -> dict[str, str]:
    values = {"summary": f"About {title}.", "path": "/observatory/data/", "detail": "2014", "language": language}
    return {"title": title, **values, **fields}


def make_sent_issue(**fields) -> DigestIssue:
    """An issue with one item that is public; without subscribers it is sent at once."""
    issue = make_issue(**fields)
    make_item(issue)
    begin_sending(issue=issue)
    issue.refresh_from_db()
    return issue
