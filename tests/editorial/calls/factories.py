"""The smallest valid calls."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.editorial.models import CallDeadline, CallIndexPage, CallPage, Programme
from tests.editorial.factories import with_subjects


def make_call_index(home) -> CallIndexPage:
    return home.add_child(instance=CallIndexPage(title="Calls", slug="calls"))


def make_programme(slug: str = "single-market", **fields) -> Programme:
    return Programme.objects.create(**{"slug": slug, "name": slug.replace("-", " ").capitalize(), **fields})


def make_call(index, slug: str = "call", in_days=(10,), groups=(), topics=(), **fields) -> CallPage:
    """A live call; `in_days` are its deadlines, counted from now, or moments."""
    values = {"title": slug.title(), "slug": slug, "summary": "Summary.", "source_link": "https://example.org/call"}
    page = CallPage(**{**values, **fields})
    page.deadlines = [make_deadline(when) for when in in_days]
    return with_subjects(index.add_child(instance=page), groups, topics)


def make_deadline(when, **fields) -> CallDeadline:
    if isinstance(when, datetime):
        return CallDeadline(moment=when, **fields)
    moment = timezone.now() + timedelta(days=when, minutes=1)
    return CallDeadline(moment=moment.replace(second=0, microsecond=0), **fields)
