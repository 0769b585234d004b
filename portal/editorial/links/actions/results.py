"""Storing which links stand where, and what was found out about them."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from portal.editorial.links.asking import Result
from portal.editorial.links.collecting import Address, Place, collect
from portal.editorial.models.link import Link, LinkCheck, LinkUse


@transaction.atomic
def store_links() -> int:
    """Make the tables say what stands in pages and snippets now; how many links there are."""
    found = dict(collect())
    _store_addresses({address for addresses in found.values() for address in addresses})
    _store_uses(found)
    Link.objects.filter(uses=None).delete()
    return Link.objects.count()


def _store_addresses(addresses: set[Address]) -> None:
    rows = (Link(url=one.url, kind=one.kind) for one in sorted(addresses, key=lambda one: one.url))
    Link.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["url"], update_fields=["kind"]
    )


def _store_uses(found: Mapping[Place, frozenset[Address]]) -> None:
    pks = dict(Link.objects.values_list("url", "pk"))
    types = ContentType.objects.get_for_models(*{place.content_type_model for place in found})
    LinkUse.objects.all().delete()
    rows = (
        LinkUse(
            link_id=pks[address.url],
            content_type=types[place.content_type_model],
            object_id=place.object_id,
            title=place.title,
        )
        for place, addresses in found.items()
        for address in addresses
    )
    LinkUse.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


def note_result(*, link: Link, result: Result) -> None:
    """`since` is when a link was first found in its state."""
    now = timezone.now()
    since = link.since if link.state == result.state and link.since else now
    Link.objects.filter(pk=link.pk).update(
        state=result.state,
        status=result.status,
        target=result.target,
        problem=result.problem[:300],
        checked_at=now,
        since=since,
    )


def finish_check(*, run: LinkCheck) -> None:
    LinkCheck.objects.filter(pk=run.pk, finished_at=None).update(finished_at=timezone.now())
