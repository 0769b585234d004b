"""Questions about profiles that exist already, and about their history."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Page, Paginator
from django.db.models import Q
from wagtail.models import Revision

from portal.registry.models import ClusterOrganisation
from portal.registry.names import fold
from portal.registry.permissions import Rights

A_PAGE = 10
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """A profile that may be the same organisation; `is_own` where the asker is a member."""

    organisation: ClusterOrganisation
    is_own: bool


def list_likely(name: str, country_code: str, website: str, rights: Rights) -> tuple[Likely, ...]:
    """Public or own profiles with the same name, however spelled, in the country, or the same website. 2 queries."""
    seen = ClusterOrganisation.objects.filter(Q(pk__in=rights.roles)) | ClusterOrganisation.objects.public()
    folded = fold(name)
    named = seen.filter(country=country_code).values_list("pk", "name", "acronym")
    keys = {pk for pk, *names in named.iterator() if folded in map(fold, filter(None, names))}
    same = Q(pk__in=keys)
    host = host_of(website)
    if host:
        same |= Q(website__icontains=f"//{host}") | Q(website__icontains=f"//www.{host}")
    found = seen.filter(same).select_related("country").distinct()[: SHOWN * 4]
    likely = [one for one in found if one.pk in keys or host_of(one.website) == host]
    return tuple(Likely(one, one.pk in rights.roles) for one in likely[:SHOWN])


def host_of(address: str) -> str:
    """`https://www.Example.org/x` → `example.org`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Step:
    """A revision and the one before it, which is None of the first."""

    revision: Revision
    before: Revision | None


def get_history(organisation: ClusterOrganisation, number: int) -> tuple[Page[Any], tuple[Step, ...]]:
    """A page of revisions, newest first, each with the one before it. 2 queries.

    Raises django.core.paginator.InvalidPage.
    """
    rows = Revision.objects.for_instance(organisation).select_related("user").order_by("-created_at", "-pk")
    page = Paginator(rows, A_PAGE).page(number)
    start = page.start_index() - 1 if page.object_list else 0
    listed = list(rows[start : start + A_PAGE + 1])
    older = [*listed[1:], None]
    return page, tuple(Step(one, before) for one, before in zip(listed[:A_PAGE], older, strict=False))
