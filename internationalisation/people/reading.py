"""What the views about people have in common."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.registry.models import ClusterOrganisation
from portal.registry.permissions import Rights, rights_of


def organisation_and_rights(request: HttpRequest, pk: int) -> tuple[ClusterOrganisation, Rights]:
    """The organisation of an address, and what the viewer may do with it. Raises Http404. 2 queries."""
    return get_object_or_404(ClusterOrganisation, pk=pk), rights_of(request.user)
