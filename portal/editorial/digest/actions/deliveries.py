"""What becomes of one mail. Each step is one committed UPDATE that only the right state lets through."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from portal.editorial.models.digest import Delivery, DigestIssue

State = Delivery.State
MOST_TRIES = 5
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
SENDABLE = (State.WAITING, State.CLAIMED)


def settle_interrupted(*, issue: DigestIssue) -> int:
    """After an interruption: what was being handed over may have been taken. It is not sent again by itself."""
    handed = Delivery.objects.filter(issue=issue, state=State.HANDED)
    return handed.update(state=State.UNCERTAIN, changed_at=timezone.now())


def claim(*, delivery: Delivery) -> bool:
    """Take the mail in hand; False where the sending was held meanwhile or the mail was dealt with."""
    mine = Delivery.objects.filter(pk=delivery.pk, state__in=SENDABLE, issue__state=DigestIssue.State.SENDING)
    return mine.update(state=State.CLAIMED, tries=F("tries") + 1, changed_at=timezone.now()) > 0


class NotOurs(Exception):
    """The mail is in another state than its sender believes: it must not leave."""


def note_handing(*, delivery: Delivery) -> None:
    """The last moment before the mail server has the mail. Raises NotOurs where it was not claimed."""
    if not _move(delivery, State.CLAIMED, State.HANDED):
        raise NotOurs(f"delivery {delivery.pk}")


def note_sent(*, delivery: Delivery) -> None:
    _move(delivery, State.HANDED, State.SENT)


def note_skipped(*, delivery: Delivery) -> None:
    """Nothing of the issue fits what the subscriber chose, or there is no subscriber any more."""
    _move(delivery, State.CLAIMED, State.SKIPPED)


def note_uncertain(*, delivery: Delivery, problem: str) -> None:
    _move(delivery, State.HANDED, State.UNCERTAIN, problem)


def note_refused(*, delivery: Delivery, problem: str, is_final: bool) -> None:
    """The mail server answered no: try again later, a few times, unless the answer is final."""
    tries = Delivery.objects.values_list("tries", flat=True).get(pk=delivery.pk)
    if is_final or tries >= MOST_TRIES:
        _move_from_hand(delivery, State.REFUSED, problem)
        return
    due = timezone.now() + WAITS[min(tries, len(WAITS)) - 1]
    _move_from_hand(delivery, State.WAITING, problem, due_at=due)


def put_back(*, delivery: Delivery, problem: str) -> None:
    """The mail server could not be reached: no try of this mail."""
    own = Delivery.objects.filter(pk=delivery.pk, state=State.CLAIMED)
    own.update(state=State.WAITING, tries=F("tries") - 1, problem=_short(problem), changed_at=timezone.now())


def put_uncertain_back(*, issue: DigestIssue) -> int:
    """How many mails wait again that may have been sent."""
    uncertain = Delivery.objects.filter(issue=issue, state=State.UNCERTAIN, subscriber__isnull=False)
    return uncertain.update(state=State.WAITING, due_at=None, changed_at=timezone.now())


def finish(*, issue: DigestIssue) -> bool:
    """Note that no mail is left to send."""
    if Delivery.objects.filter(issue=issue, state__in=(*SENDABLE, State.HANDED)).exists():
        return False
    sending = DigestIssue.objects.filter(pk=issue.pk, state=DigestIssue.State.SENDING)
    return sending.update(state=DigestIssue.State.SENT, finished_at=timezone.now()) > 0


def _move_from_hand(delivery: Delivery, after: str, problem: str, **values: object) -> None:
    for before in (State.CLAIMED, State.HANDED):
        if _move(delivery, before, after, problem, **values):
            return


def _move(delivery: Delivery, before: str, after: str, problem: str = "", **values: object) -> bool:
    rows = Delivery.objects.filter(pk=delivery.pk, state=before)
    return rows.update(state=after, problem=_short(problem), changed_at=timezone.now(), **values) > 0


def _short(problem: str) -> str:
    return problem[:300]
