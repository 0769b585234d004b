"""Checks links a slice at a time, so that the queue serves others between; politely to the sites that are asked."""

import time
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from portal.editorial.links.actions.results import finish_check, note_result, store_links
from portal.editorial.links.answering import Portal, check_chosen, is_chosen
from portal.editorial.links.asking import check_external
from portal.editorial.models.link import Link, LinkCheck

SLICE_SECONDS = 15.0
PAUSE_SECONDS = 1.0  # between two questions to the same host
IN_A_READ = 200


class Pauses:
    """Waits before a host is asked again."""

    def __init__(self) -> None:
        self.asked: dict[str, float] = {}

    def wait(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        left = self.asked.get(host, 0.0) + PAUSE_SECONDS - time.monotonic()
        if left > 0:
            time.sleep(left)
        self.asked[host] = time.monotonic()


def check_slice(run_pk: int, seconds: float = SLICE_SECONDS) -> bool:
    """Check links of the run for about so long; whether some are left. The first slice collects them."""
    run = LinkCheck.objects.filter(pk=run_pk, finished_at=None).first()
    if run is None:
        return False
    if run.collected is None:
        run.collected = store_links()
        run.save(update_fields=["collected"])
    until = time.monotonic() + seconds
    _check_those_chosen(_due(run))
    pauses, portal = Pauses(), Portal()
    for link in _due(run).order_by("pk")[:IN_A_READ]:
        if time.monotonic() >= until:
            return True
        check_one(link, pauses, portal)
    if _due(run).exists():
        return True
    finish_check(run=run)
    return False


def _due(run: LinkCheck) -> "QuerySet[Link]":
    return Link.objects.filter(Q(checked_at=None) | Q(checked_at__lt=run.started_at))


def _check_those_chosen(due: "QuerySet[Link]") -> None:
    links = {link.pk: link for link in due.filter(kind=Link.Kind.INTERNAL) if is_chosen(link.url)}
    for pk, result in check_chosen(links.values()).items():
        note_result(link=links[pk], result=result)


def check_one(link: Link, pauses: Pauses, portal: Portal) -> None:
    if link.kind == Link.Kind.EXTERNAL:
        pauses.wait(link.url)
        result = check_external(link.url)
    elif is_chosen(link.url):
        result = check_chosen([link])[link.pk]
    else:
        result = portal.check(link.url)
    note_result(link=link, result=result)
