"""The directory follows the registry: entries are written in the transaction that changes an organisation."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction

from internationalisation.directory.entries import entry_of
from internationalisation.models.directory import CurrentTransaction, DirectoryEntry
from portal.registry.models import ClusterOrganisation

BATCH = 500
_WRITTEN = [field.name for field in DirectoryEntry._meta.concrete_fields if not field.primary_key]


@transaction.atomic
def refresh_entries(*, keys: Iterable[int]) -> int:
    """Bring the entries of these organisations up to date; how many are shown. 3 queries a batch of 500.

    Who changes organisations with `update()` or COPY calls this: `save()` and `delete()` do by themselves.
    """
    left, shown = iter(keys), 0
    while batch := list(islice(left, BATCH)):
        shown += _refresh(batch)
    return shown


def _refresh(keys: Sequence[int]) -> int:
    rows = ClusterOrganisation.objects.public().filter(pk__in=keys).select_related("country")
    entries = [entry_of(row) for row in rows]
    DirectoryEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["organisation_key"], update_fields=_WRITTEN
    )
    shown = {entry.organisation_key for entry in entries}
    hide_entries(keys=[key for key in keys if key not in shown])
    return len(entries)


def hide_entries(*, keys: Sequence[int]) -> None:
    """These organisations are shown no longer, or are no more. 1 query, none without keys."""
    if keys:
        found = DirectoryEntry.objects.filter(pk__in=keys, is_shown=True)
        found.update(is_shown=False, written_in=CurrentTransaction())


@transaction.atomic
def rebuild_directory() -> int:
    """Write all entries again; how many organisations are shown."""
    organisations = ClusterOrganisation.objects.order_by("pk").values_list("pk", flat=True)
    known = DirectoryEntry.objects.filter(is_shown=True).values_list("pk", flat=True)
    return refresh_entries(keys=sorted({*organisations, *known}))
