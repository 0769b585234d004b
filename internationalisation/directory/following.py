"""Whatever is saved or deleted of an organisation is in the directory in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save

from internationalisation.directory.actions import hide_entries, refresh_entries
from portal.registry.models import ClusterOrganisation

# What a draft that is saved changes of its published row: nothing that the directory shows.
OF_DRAFTS = frozenset({"latest_revision", "has_unpublished_changes", "draft_title", "go_live_at", "expire_at"})


def follow() -> None:
    post_save.connect(_saved, sender=ClusterOrganisation, dispatch_uid="directory-saved")
    post_delete.connect(_deleted, sender=ClusterOrganisation, dispatch_uid="directory-deleted")


def _saved(instance: ClusterOrganisation, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    if update_fields is None or not OF_DRAFTS.issuperset(update_fields):
        refresh_entries(keys=[instance.pk])


def _deleted(instance: ClusterOrganisation, **kwargs: Any) -> None:
    hide_entries(keys=[instance.pk])
