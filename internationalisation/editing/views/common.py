"""What the views of editing have in common."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from internationalisation.editing.drafts import draft_content, draft_of
from internationalisation.editing.values import Values, values_of
from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import check_can_edit, check_can_follow, rights_of


@dataclass(frozen=True, slots=True)
class Work:
    """An organisation and its draft: as an object, as a revision stores it, and as plain values."""

    organisation: ClusterOrganisation
    draft: ClusterOrganisation
    content: dict[str, Any]
    values: Values


def work_of(request: HttpRequest, pk: int) -> Work:
    """What a member edits. Raises Http404 and PermissionDenied. 2 queries, 4 more where no draft waits."""
    organisation = _organisation(pk)
    check_can_edit(rights_of(request.user), organisation)
    content = draft_content(organisation)
    return Work(organisation, draft_of(organisation, content), content, values_of(content))


def followed(request: HttpRequest, pk: int) -> ClusterOrganisation:
    """What a member or reviewer reads. Raises Http404 and PermissionDenied. 2 queries."""
    organisation = _organisation(pk)
    check_can_follow(rights_of(request.user), organisation)
    return organisation


def _organisation(pk: int) -> ClusterOrganisation:
    return get_object_or_404(ClusterOrganisation.objects.select_related("country", "latest_revision__user"), pk=pk)
