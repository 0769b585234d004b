"""Alerts: whoever saved a search of the directory is mailed of organisations that are new and fit it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import translation
from django.utils.timezone import localdate

from internationalisation.directory.alerts.mails import MOST_NAMED, tell_of
from internationalisation.directory.alerts.queries import Newcomer, list_fitting, list_newcomers
from internationalisation.directory.alerts.reading import read
from internationalisation.directory.queries.results import list_organisations
from portal.accounts.models import SavedView
from portal.core.errors import BadChoice

# An organisation is published at a moment, and seen by others when its transaction ends: a large import takes a while.
# What is younger than this waits for the next run, so that nothing slips in behind a moment that was told already.
SETTLED_AFTER = timedelta(hours=1)


def send_alerts(*, now: datetime) -> int:
    """Mail what is new in each saved search that asks for it; how many mails that were.

    Each search in its own transaction: who is killed in between has told some, none twice, and the next run the rest.
    """
    until = now - SETTLED_AFTER
    since = asking(until).aggregate(since=Min("alerts_since"))["since"]
    newcomers = list_newcomers(since, until) if since else []
    if not newcomers:
        asking(until).update(alerts_since=until)
        return 0
    keys = list(asking(until).values_list("pk", flat=True))
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_send(key, newcomers, until) for key in keys)


def asking(until: datetime) -> "QuerySet[SavedView]":
    """Saved searches with alerts that were not asked up to this moment yet, of those who can sign in."""
    rows = SavedView.objects.filter(kind=SavedView.Kind.DIRECTORY, alerts_since__lt=until)
    return rows.filter(owner__is_active=True).order_by("pk")


@transaction.atomic
def _send(key: int, newcomers: Sequence[Newcomer], until: datetime) -> bool:
    """Whether there was something to tell. Another process may have been quicker, or the owner switched it off."""
    rows = asking(until).select_for_update(of=("self",), skip_locked=True)
    view = rows.select_related("owner").filter(pk=key).first()
    if view is None:
        return False
    is_told = _tell(view, newcomers)
    view.alerts_since = until
    view.save(update_fields=["alerts_since"])
    return is_told


def _tell(view: SavedView, newcomers: Sequence[Newcomer]) -> bool:
    """Whether a mail is queued; never for a search that the directory would refuse: its owner reads so."""
    new = {one.key for one in newcomers if view.alerts_since and one.published_at > view.alerts_since}
    try:
        choices = read(view.query)
    except BadChoice:
        return False
    fitting = list_fitting(choices, new, localdate()) if new else []
    if fitting:
        tell_of(view, choices, list_organisations(fitting[:MOST_NAMED]), len(fitting))
    return bool(fitting)
