"""Small fields of a published profile need no review: what the draft says of them becomes public at once."""

from typing import Any

from django.conf import settings
from django.db import transaction

from internationalisation.editing.actions import settle
from internationalisation.editing.drafts import draft_content, draft_of
from internationalisation.editing.values import content_of, values_of
from internationalisation.editing.words import label_of
from internationalisation.review.actions.instant import publish_instantly
from internationalisation.review.errors import Refused
from portal.registry.models import ClusterOrganisation


@transaction.atomic
def publish_small_fields(organisation_pk: int, user: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    """Labels of the fields among `names` that are public now, none where nothing of the kind waited."""
    row = ClusterOrganisation.objects.select_for_update().get(pk=organisation_pk)
    small = [name for name in names if name in settings.PORTAL_INSTANT_FIELDS]
    if not small or not row.live or not row.has_unpublished_changes:
        return ()
    content, public = draft_content(row), content_of(row)
    wanted, stands = values_of(content, small), values_of(public, small)
    draft = draft_of(row, content)
    values = {name: getattr(draft, name) for name in small if wanted[name] != stands[name]}
    if not values:
        return ()
    try:
        publish_instantly(organisation_pk=organisation_pk, user=user, values=values)
    except Refused:
        return ()  # suspended and the like: they wait with the rest of the draft
    settle(organisation_pk)
    return tuple(label_of(name) for name in values)
