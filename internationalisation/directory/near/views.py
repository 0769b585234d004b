"""Near me: `?q=` is what a reader writes, `?place=` the region that was understood or chosen."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from internationalisation.directory.facets import is_region
from internationalisation.directory.near.origins import find_origins
from internationalisation.directory.near.presenting import near_path, place_address, present_near, present_question
from internationalisation.directory.near.queries import get_local_clusters, get_surroundings
from internationalisation.directory.queries.results import list_shown
from portal.core.errors import NotFound, shortened
from portal.registry.codes import official_code

TEMPLATE = "internationalisation/directory/near.html"


@require_safe
def near(request: HttpRequest) -> HttpResponseBase:
    """At most 8 queries: the directory, its rows, the figures of the region."""
    place = request.GET.get("place", "").strip()
    if place:
        return _places(request, place)
    origins = find_origins(request.GET.get("q", ""))
    if len(origins.places) == 1:
        return HttpResponseRedirect(place_address(origins.places[0].code))
    view = present_question(origins)
    return render(request, TEMPLATE, {"page": view.page, "view": view})


def _places(request: HttpRequest, place: str) -> HttpResponseBase:
    code = official_code(place)
    if not is_region(code):
        message = _("There is no region %(code)s.") % {"code": shortened(place)}
        raise NotFound(message, [(_("Search for a place"), near_path())])
    if code != place or "q" in request.GET:
        return HttpResponseRedirect(place_address(code))
    around = get_surroundings(code, localdate())
    organisations = list_shown(around.found.keys(around.found.positions[: len(around.positions)]))
    view = present_near(around, organisations, get_local_clusters(code), localdate())
    return render(request, TEMPLATE, {"page": view.page, "view": view})
