"""Composing an issue, changing its draft, and starting, holding and ending its sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from portal.core.languages import open_languages
from portal.editorial.digest.actions import deliveries
from portal.editorial.digest.queries import reported_before
from portal.editorial.digest.sources import SOURCES, Found
from portal.editorial.digest.tasks import send_issue
from portal.editorial.digest.weeks import Week
from portal.editorial.models.digest import Delivery, DigestIssue, DigestItem, Subscriber

State = DigestIssue.State
KIND_ORDER = tuple(DigestItem.Kind.values)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the editor puts one item of a draft."""

    pk: int
    position: int
    is_left_out: bool


@transaction.atomic
def compose(*, week: Week) -> DigestIssue:
    """The draft of the week with everything that the week brought so far.

    Composed again it takes up what came since and drops what was withdrawn; order, omissions and introductions stay.
    An issue that is no draft any more is left as it is.
    """
    now = timezone.now()
    days = {"first_day": week.first_day, "last_day": week.last_day, "composed_at": now}
    issue: DigestIssue = DigestIssue.objects.select_for_update().get_or_create(slug=week.slug, defaults=days)[0]
    if issue.is_draft:
        _compose_items(issue, _gather(week, reported_before(issue)))
        DigestIssue.objects.filter(pk=issue.pk).update(composed_at=now)
    return issue


def _gather(week: Week, reported: frozenset[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Found]]:
    """What was found, by kind and key, in every open language; news and releases only once in all issues."""
    found: dict[tuple[str, str], dict[str, Found]] = {}
    for language in open_languages():
        with override(language):
            for source in SOURCES:
                for one in source(week, language):
                    if (one.kind, one.key) not in reported:
                        found.setdefault((one.kind, one.key), {})[language] = one
    return found


def _compose_items(issue: DigestIssue, found: Mapping[tuple[str, str], Mapping[str, Found]]) -> None:
    known = {(item.kind, item.key): item for item in issue.items.all()}
    DigestItem.objects.filter(pk__in=[item.pk for name, item in known.items() if name not in found]).delete()
    ordered = sorted(found.items(), key=lambda pair: KIND_ORDER.index(pair[0][0]))
    last = max((item.position for item in known.values()), default=0)
    for place, (name, by_language) in enumerate(ordered, start=last + 1):
        _store(issue, known.get(name), name, by_language, place)


def _store(
    issue: DigestIssue, item: DigestItem | None, name: tuple[str, str], found: Mapping[str, Found], place: int
) -> None:
    kind, key = name
    item = item or DigestItem(issue=issue, kind=kind, key=key, position=place)
    item.texts = {language: one.words.stored for language, one in found.items()}
    item.topics = sorted({topic for one in found.values() for topic in one.topics})
    item.countries = sorted({code for one in found.values() for code in one.countries})
    item.save()


@transaction.atomic
def change(*, issue: DigestIssue, introductions: Mapping[str, str], items: Iterable[Placed]) -> bool:
    """Store an editor's changes to a draft; False where it is none any more."""
    words = {language: text.strip() for language, text in introductions.items() if text.strip()}
    if not DigestIssue.objects.filter(pk=issue.pk, state=State.DRAFT).update(introductions=words):
        return False
    for one in items:
        DigestItem.objects.filter(pk=one.pk, issue=issue).update(position=one.position, is_left_out=one.is_left_out)
    return True


@transaction.atomic
def begin_sending(*, issue: DigestIssue) -> bool:
    """Freeze the draft and put a mail to every confirmed subscriber in line; False where that happened before.

    Who subscribes later receives the next issue.
    """
    now = timezone.now()
    begun = DigestIssue.objects.filter(pk=issue.pk, state=State.DRAFT).update(state=State.SENDING, published_at=now)
    if not begun:
        return False
    _line_up(issue, Subscriber.objects.confirmed().order_by("pk").values_list("pk", flat=True))
    transaction.on_commit(lambda: send_issue.enqueue(issue.pk))
    return True


def _line_up(issue: DigestIssue, subscribers: Iterable[int]) -> None:
    rows = (Delivery(issue=issue, subscriber_id=pk) for pk in subscribers)
    Delivery.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


def pause(*, issue: DigestIssue) -> bool:
    """Hold the sending after the mail that is on its way."""
    return _move(issue, (State.SENDING,), State.PAUSED)


@transaction.atomic
def resume(*, issue: DigestIssue) -> bool:
    if not _move(issue, (State.PAUSED,), State.SENDING):
        return False
    transaction.on_commit(lambda: send_issue.enqueue(issue.pk))
    return True


@transaction.atomic
def cancel(*, issue: DigestIssue) -> bool:
    """End the sending for good: who has the mail has it, nobody else receives it."""
    return _move(issue, (State.SENDING, State.PAUSED), State.CANCELLED, finished_at=timezone.now())


@transaction.atomic
def send_uncertain_again(*, issue: DigestIssue) -> bool:
    """An editor's own decision: the readers of mails that were interrupted while handed over may receive two."""
    if not deliveries.put_uncertain_back(issue=issue):
        return False
    _move(issue, (State.SENT,), State.SENDING, finished_at=None)
    transaction.on_commit(lambda: send_issue.enqueue(issue.pk))
    return True


def _move(issue: DigestIssue, before: Sequence[str], after: str, **values: object) -> bool:
    """One UPDATE, so that of two clicks one moves it."""
    return DigestIssue.objects.filter(pk=issue.pk, state__in=before).update(state=after, **values) > 0
