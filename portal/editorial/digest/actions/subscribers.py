"""Signing up, confirming, changing and ending a subscription."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.editorial.digest.tasks import mail_subscriber
from portal.editorial.digest.words import Wish
from portal.editorial.models.digest import Subscriber
from portal.editorial.models.visits import DailyCount
from portal.editorial.visits.writing import add_count

PATIENCE = timedelta(hours=1)  # nobody is written to more often because a stranger types their address
UNCONFIRMED_LIFE = timedelta(days=7)


@transaction.atomic
def sign_up(*, email: str, wish: Wish) -> None:
    """Write to the address: a link to confirm, or, where it is confirmed already, one to the preferences.

    The caller learns nothing of which it was. What a confirmed reader chose stays: whoever signs them up again need
    not be them.
    """
    now = timezone.now()
    values = {"asked_at": now, **_values(wish)}
    email = email.lower()
    subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(email=email, defaults=values)
    if not is_new and not _is_due(subscriber, now):
        return
    if not is_new and subscriber.confirmed_at is None:
        Subscriber.objects.filter(pk=subscriber.pk).update(**_values(wish))
    Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=now, mailed_at=None)
    transaction.on_commit(lambda: mail_subscriber.enqueue(subscriber.pk))


def _is_due(subscriber: Subscriber, now: datetime) -> bool:
    return subscriber.asked_at <= now - PATIENCE


@transaction.atomic
def confirm(*, token: str) -> bool:
    """Whether the token belongs to a subscription, which is confirmed from now on; twice is once."""
    waiting = Subscriber.objects.filter(token=token, confirmed_at=None).update(confirmed_at=timezone.now())
    if waiting:
        add_count(DailyCount.Kind.SUBSCRIBED, "digest")
    return bool(waiting) or Subscriber.objects.filter(token=token).exists()


def choose(*, token: str, wish: Wish) -> bool:
    """Whether the token belongs to a confirmed subscription, which reads as wished from now on."""
    return Subscriber.objects.confirmed().filter(token=token).update(**_values(wish)) > 0


@transaction.atomic
def unsubscribe(*, token: str) -> None:
    """Erase the subscription. An unknown token belongs to one that has ended already."""
    ended = list(Subscriber.objects.select_for_update().filter(token=token))
    for subscriber in ended:
        if subscriber.confirmed_at is not None:
            add_count(DailyCount.Kind.UNSUBSCRIBED, "digest")
        subscriber.delete()


def delete_unconfirmed() -> int:
    """Erase those who did not confirm within a week of asking last; how many they were."""
    limit = timezone.now() - UNCONFIRMED_LIFE
    deleted, _by_model = Subscriber.objects.filter(confirmed_at=None, asked_at__lt=limit).delete()
    return deleted


def _values(wish: Wish) -> dict[str, object]:
    return {"language": wish.language, "topics": sorted(wish.topics), "countries": sorted(wish.countries)}
