"""The small map of the home page: a picture with an address of its own, so that the page itself stays light."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from observatory.downloads import version_of
from observatory.presenters.small_maps import measure_map
from observatory.queries.mapping import get_map
from observatory.queries.names import get_names
from observatory.queries.outlines import get_ground
from observatory.queries.release import DEFAULT_RULES, DEFAULT_SCHEME, NoRelease, get_release
from observatory.selection import Selection
from portal.core.downloads import Download, answer_image
from portal.core.errors import NotFound
from portal.registry.outlines import COARSE

NUTS2 = 2


@require_safe
def small_map(request: HttpRequest) -> HttpResponseBase:
    """Statistical clusters of every NUTS 2 region, in the default year of the release. SVG, cached by release."""
    try:
        release = get_release(request.GET.get("release", ""))
    except NoRelease as error:
        raise NotFound("No release is published yet.") from error

    def draw() -> bytes:
        chosen = Selection(
            figure="stars",
            scheme=DEFAULT_SCHEME,
            year=str(release.default_year),
            rules=DEFAULT_RULES,
            level=str(NUTS2),
            area="eu27",
        )
        svg, _legend = measure_map(get_map(release, chosen), get_ground(NUTS2, detail=COARSE), get_names())
        return svg.encode()

    return answer_image(request, Download("clusters", "svg", version_of(release), "home"), draw)
