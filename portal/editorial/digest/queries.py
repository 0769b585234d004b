"""What pages, mails and the desk of the digest ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.errors import NotFound
from portal.core.languages import open_languages
from portal.editorial.digest.words import Wish, Words, words_from
from portal.editorial.models import Topic
from portal.editorial.models.digest import Delivery, DigestIssue, DigestItem, Subscriber

ONLY_ONCE = (DigestItem.Kind.NEWS, DigestItem.Kind.FIGURES)
PAGE_KINDS = (DigestItem.Kind.NEWS, DigestItem.Kind.EVENT, DigestItem.Kind.CALL)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item that stands in the issue. `texts` holds its words by language."""

    kind: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    texts: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many mails are in which state."""

    by_state: dict[str, int]

    def count(self, *states: str) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return sum(self.by_state.values())


def get_issue(slug: str) -> DigestIssue:
    """A public issue. 1 query. Raises NotFound."""
    issue: DigestIssue | None = DigestIssue.objects.public().filter(slug=slug).first()
    if issue is None:
        raise NotFound(_("No digest was sent for %(week)s.") % {"week": slug})
    return issue


def list_items(issue: DigestIssue) -> tuple[Listed, ...]:
    """What stands in the issue, in the editor's order, without pages that were taken down since. 2 queries."""
    items = [item for item in issue.items.all() if not item.is_left_out]
    live = _live_keys([item.key for item in items if item.kind in PAGE_KINDS])
    return tuple(_listed(item) for item in items if item.kind not in PAGE_KINDS or item.key in live)


def _live_keys(keys: Iterable[str]) -> frozenset[str]:
    live = Page.objects.live().filter(translation_key__in=list(keys)).values_list("translation_key", flat=True)
    return frozenset(map(str, live))


def _listed(item: DigestItem) -> Listed:
    texts = {language: words_from(stored) for language, stored in item.texts.items()}
    return Listed(item.kind, tuple(item.topics), tuple(item.countries), texts)


def reported_before(issue: DigestIssue) -> frozenset[tuple[str, str]]:
    """Kind and key of news and releases that an issue before named. 1 query."""
    rows = DigestItem.objects.exclude(issue=issue).filter(kind__in=ONLY_ONCE, issue__published_at__isnull=False)
    return frozenset(rows.values_list("kind", "key"))


def get_subscriber(token: str) -> Subscriber:
    """1 query. Raises NotFound where the token belongs to no subscription."""
    subscriber: Subscriber | None = Subscriber.objects.filter(token=token).first()
    if subscriber is None:
        raise NotFound(_("This link belongs to no subscription: it was ended, or the address is incomplete."))
    return subscriber


def wish_of(subscriber: Subscriber, topics: frozenset[str]) -> Wish:
    """What the subscriber chose, without `topics` and languages that are gone."""
    language = subscriber.language if subscriber.language in open_languages() else settings.LANGUAGE_CODE
    return Wish(language, topics.intersection(subscriber.topics), frozenset(subscriber.countries))


def all_topics() -> frozenset[str]:
    """Slugs of all topics. 1 query."""
    return frozenset(Topic.objects.values_list("slug", flat=True))


def get_progress(issue: DigestIssue) -> Progress:
    """1 query."""
    counts = issue.deliveries.values_list("state").annotate(Count("pk"))
    return Progress(dict(counts))


def progress_of_all() -> dict[int, tuple[int, int]]:
    """Mails sent and mails in all of every issue. 1 query."""
    is_sent = Q(state=Delivery.State.SENT)
    rows = Delivery.objects.values_list("issue").annotate(sent=Count("pk", filter=is_sent), all=Count("pk"))
    return {pk: (done, of) for pk, done, of in rows}
