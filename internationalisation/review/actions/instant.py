"""Small fields of a published profile that need no review: a telephone number is right at once or it is wrong."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from internationalisation.review.actions.common import locked
from internationalisation.review.actions.decisions import CLOSED, standing_of
from internationalisation.review.errors import Refused
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.permissions import check_can_edit, rights_of


def is_instant(name: str) -> bool:
    """Whether the portal publishes this field without a review (setting PORTAL_INSTANT_FIELDS)."""
    return name in settings.PORTAL_INSTANT_FIELDS


@transaction.atomic
def publish_instantly(*, organisation_pk: int, user: Any, values: Mapping[str, Any]) -> None:
    """Write `values` into the public profile, and into every draft that may still be published over it.

    Without the second half the approval of a waiting draft would bring the old value back. Where no draft waits, a
    revision records who changed what. Raises PermissionDenied, Refused, ValidationError.
    """
    organisation = locked(organisation_pk)
    check_can_edit(rights_of(user), organisation)
    _check_can_be_instant(organisation, values)
    for name, value in values.items():
        setattr(organisation, name, value)
    others = {field.name for field in organisation._meta.get_fields()} - set(values)
    organisation.clean_fields(exclude=others)
    if organisation.standing != Standing.SUSPENDED:
        organisation.standing = standing_of(organisation)
    organisation.last_published_at = timezone.now()
    organisation.save()
    if organisation.has_unpublished_changes:
        _write_into_drafts(organisation, user, tuple(values))
    else:
        _record(organisation, user)


def _check_can_be_instant(organisation: ClusterOrganisation, values: Mapping[str, Any]) -> None:
    if not organisation.live or organisation.standing in CLOSED:
        raise Refused(gettext("The profile is not published yet: its changes are reviewed together."))
    if not all(is_instant(name) for name in values):
        raise Refused(gettext("Some of these changes need a review. Submit the profile for review."))


def _write_into_drafts(organisation: ClusterOrganisation, user: Any, names: tuple[str, ...]) -> None:
    stored = organisation.serializable_data()
    waiting = TaskState.objects.for_instance(organisation).filter(status=TaskState.STATUS_IN_PROGRESS)
    keys = {organisation.latest_revision_id, *waiting.values_list("revision_id", flat=True)}
    for revision in Revision.objects.select_for_update().filter(pk__in=keys):
        revision.content |= {name: stored[name] for name in names}
        revision.save(update_fields=["content"])
    log(instance=organisation, action="wagtail.publish", user=user, content_changed=True)


def _record(organisation: ClusterOrganisation, user: Any) -> None:
    revision = organisation.save_revision(user=user, clean=False, changed=False, log_action="wagtail.publish")
    organisation.live_revision = revision
    organisation.save(update_fields=["live_revision"])
