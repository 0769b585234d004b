"""Sends an issue, a slice at a time: one sender an issue, one mail a subscriber.

A PostgreSQL advisory lock, which dies with its process, keeps a second sender away. So whatever the holder of the lock
finds claimed was left by one that died, and can be sent: nothing leaves the portal before a mail is HANDED, and what is
HANDED is never sent again by itself. See docs/decisions, "Each digest mail once".
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from portal.editorial.digest.actions import deliveries
from portal.editorial.digest.letters import Letter, write_issue
from portal.editorial.digest.posting import Answer, Post
from portal.editorial.digest.queries import Listed, all_topics, list_items, wish_of
from portal.editorial.models.digest import Delivery, DigestIssue, Subscriber

SLICE_SECONDS = 20.0
LOCK_CLASS = 0x64696765  # "dige"
LOCK_SECONDS = 10.0
IN_A_READ = 200


@dataclass(frozen=True, slots=True)
class Contents:
    """What is the same in every mail of an issue."""

    issue: DigestIssue
    items: tuple[Listed, ...]
    topics: frozenset[str]


def send_slice(issue_pk: int, seconds: float = SLICE_SECONDS) -> bool:
    """Send mails of the issue for about so long; whether some that can be sent now are left."""
    issue = DigestIssue.objects.filter(pk=issue_pk, state=DigestIssue.State.SENDING).first()
    if issue is None:
        return False
    with _alone(issue_pk) as is_alone:
        return is_alone and _send(issue, time.monotonic() + seconds)


def _send(issue: DigestIssue, until: float) -> bool:
    deliveries.settle_interrupted(issue=issue)
    contents = Contents(issue, list_items(issue), all_topics())
    with Post() as post:
        for delivery in _sendable(issue):
            if time.monotonic() >= until:
                return True
            if not deliveries.claim(delivery=delivery):
                break
            if not _send_one(post, delivery, contents):
                return False
    deliveries.finish(issue=issue)
    return False


def _sendable(issue: DigestIssue) -> Iterator[Delivery]:
    """Mails that may be sent now, in order, read some at a time. 1 query a read."""
    last = 0
    while True:
        due = Q(due_at=None) | Q(due_at__lte=timezone.now())
        rows = issue.deliveries.filter(due, pk__gt=last, state__in=deliveries.SENDABLE).order_by("pk")
        found = list(rows[:IN_A_READ])
        yield from found
        if len(found) < IN_A_READ:
            return
        last = found[-1].pk


def _send_one(post: Post, delivery: Delivery, contents: Contents) -> bool:
    """Whether to go on: not where the mail server cannot be reached."""
    if delivery.tries >= deliveries.MOST_TRIES:
        deliveries.note_refused(delivery=delivery, problem=delivery.problem or "Interrupted too often.", is_final=True)
        return True
    mail = _write(delivery, contents)
    if mail is None:
        deliveries.note_skipped(delivery=delivery)
        return True
    answer, problem = post.hand_over(mail, lambda: deliveries.note_handing(delivery=delivery))
    return _note(delivery, answer, problem)


def _write(delivery: Delivery, contents: Contents) -> EmailMultiAlternatives | None:
    """None where nothing fits the subscriber, or where they ended the subscription a moment ago. 1 query."""
    subscriber = Subscriber.objects.filter(pk=delivery.subscriber_id).first()
    if subscriber is None:
        return None
    wish = wish_of(subscriber, contents.topics)
    return write_issue(Letter(contents.issue, contents.items, wish, subscriber.email, subscriber.token, delivery.key))


def _note(delivery: Delivery, answer: Answer, problem: str) -> bool:
    if answer is Answer.UNREACHABLE:
        deliveries.put_back(delivery=delivery, problem=problem)
        return False
    if answer is Answer.SENT:
        deliveries.note_sent(delivery=delivery)
    elif answer is Answer.UNKNOWN:
        deliveries.note_uncertain(delivery=delivery, problem=problem)
    else:
        deliveries.note_refused(delivery=delivery, problem=problem, is_final=answer is Answer.NEVER)
    return True


@contextmanager
def _alone(issue_pk: int) -> Iterator[bool]:
    """Whether nobody else sends this issue; who was just told to stop is waited for."""
    until = time.monotonic() + LOCK_SECONDS
    while not (is_alone := _ask_lock("pg_try_advisory_lock", issue_pk)) and time.monotonic() < until:
        time.sleep(0.2)
    try:
        yield is_alone
    finally:
        if is_alone:
            _ask_lock("pg_advisory_unlock", issue_pk)


def _ask_lock(function: str, issue_pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK_CLASS, issue_pk])
        return bool(cursor.fetchone()[0])
