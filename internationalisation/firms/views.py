"""Member firms: of one organisation, and of all."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from internationalisation.firms.presenters import (
    WORDS,
    list_path,
    present_choices,
    present_count,
    present_page,
    present_rows,
    present_switch,
)
from internationalisation.firms.queries import get_details, get_members, parse_members
from internationalisation.profiles.visiting import of_organisation
from portal.editorial.pagination import paginate
from portal.registry.models import ClusterOrganisation


@require_safe
@of_organisation("internationalisation:members")
def members(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    """Firms that an organisation names as its members: no more can be seen than of its profile."""
    return _list(request, organisation)


@require_safe
def member_search(request: HttpRequest) -> HttpResponseBase:
    """Firms that are members of public organisations."""
    return _list(request, None)


def _list(request: HttpRequest, organisation: ClusterOrganisation | None) -> HttpResponseBase:
    """6 queries at most: real firms, counts, firms, memberships, titles of activities, public figures."""
    query = request.GET.dict()
    facets, narrowed = parse_members(organisation, query)
    path = list_path(organisation)
    if any(name in query and not query[name].strip() for name in [*(one.name for one in facets.facets), "page"]):
        return redirect(narrowed.address(path))
    found = get_members(organisation, facets, narrowed)
    firms, pagination = paginate(found.rows, query, path, dict(narrowed.pairs), found.counts.total)
    context: dict[str, Any] = {
        "page": present_page(organisation, narrowed),
        "organisation": organisation,
        "filters": present_choices(found, narrowed, path),
        "switch": present_switch(narrowed, facets, path),
        "rows": present_rows(firms, get_details(firms), is_of_one=organisation is not None),
        "count": present_count(found.counts.total),
        "pagination": pagination,
        "words": narrowed.get(WORDS),
        "kept": [pair for pair in narrowed.pairs if pair[0] != WORDS],
    }
    return render(request, "internationalisation/firms/members.html", context)
