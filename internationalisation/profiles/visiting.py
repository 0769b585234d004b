"""Who comes to an address of an organisation: the page itself, another address, or a page that says why not."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from internationalisation.profiles.queries import find_organisation
from portal.core.errors import NotFound
from portal.core.menu import localised
from portal.core.page import PageMeta
from portal.registry.models import ClusterOrganisation, Standing
from portal.registry.permissions import can_see, rights_of

View = Callable[[HttpRequest, ClusterOrganisation], HttpResponseBase]
DIRECTORY = "/clusters/"


def of_organisation(name: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Decorator of views at `/clusters/<slug>-<pk>/…`, whose address in the URLconf is `name`."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
            organisation = find_organisation(pk)
            if organisation is None:
                raise _unknown()
            return _elsewhere(request, organisation, slug, name) or view(request, organisation)

        return answer

    return decorate


def directory() -> list[tuple[str, str]]:
    """Where to go on from a profile that is not shown."""
    return [(_("Directory of cluster organisations"), localised(DIRECTORY))]


def _unknown() -> NotFound:
    """The same words for a draft as for nothing at all: nobody learns from them that there is a draft."""
    return NotFound(_("There is no public profile at this address."), directory())


def _elsewhere(
    request: HttpRequest, organisation: ClusterOrganisation, slug: str, name: str
) -> HttpResponseBase | None:
    """None where the view may answer. The name of a hidden profile is told to nobody: rights come before the slug."""
    if organisation.merged_into is not None:
        return HttpResponsePermanentRedirect(organisation.merged_into.get_absolute_url())
    if not (organisation.is_public or can_see(rights_of(request.user), organisation)):
        return _refused(request, organisation)
    if slug != organisation.slug:
        query = request.META.get("QUERY_STRING", "")
        path = reverse(name, args=[organisation.slug, organisation.pk])
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    return None


def _refused(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    if not organisation.live or organisation.standing == Standing.SUSPENDED:
        raise _unknown()
    if organisation.standing == Standing.ARCHIVED:
        return _gone(request)
    text = _(
        "This organisation has not confirmed its profile for a long time, so it is not shown. It comes back as soon as "
        "the organisation confirms it."
    )
    raise NotFound(text, directory())


def _gone(request: HttpRequest) -> HttpResponseBase:
    text = _("The organisation is no longer listed: its profile was archived.")
    page = PageMeta(_("This profile is closed"), text, canonical_path="", is_indexable=False)
    context: dict[str, Any] = {"page": page, "text": text, "links": directory()}
    return render(request, "internationalisation/profiles/gone.html", context, status=HTTPStatus.GONE)
