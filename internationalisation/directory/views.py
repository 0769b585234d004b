"""The directory: the list with its filters, the map, the downloads."""

from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from internationalisation.directory.choices import MAP, PARAMETERS, Choices, parse
from internationalisation.directory.downloads import directory_dataset, file_name, geojson_lines
from internationalisation.directory.drawing import draw_land
from internationalisation.directory.facets import check, is_region
from internationalisation.directory.filtering import chips_of, present_filters, save_of
from internationalisation.directory.mapping import frame_of, ground_of, present_map
from internationalisation.directory.paging import PER_PAGE, page_links, slice_of
from internationalisation.directory.presenting import directory_path, present_head, present_nothing
from internationalisation.directory.queries.results import Found, find, list_shown
from internationalisation.directory.rows import Row, distance_of, present_row
from portal.core.downloads import CONTENT_TYPES, Download, answer_image, answer_table, headed
from portal.core.errors import NotFound
from portal.registry.models.region import OUTLINE_NUTS

LONG = 2_000  # rows from which a file is written once and kept
EUROPE = "EU"


@require_safe
def directory(request: HttpRequest) -> HttpResponseBase:
    """The list, cards or the map of what is chosen. 3 queries; 1 more for words, 1 for a process that starts."""
    choices = parse(request.GET)
    check(choices)
    if not _is_canonical(request, choices):
        return HttpResponseRedirect(choices.address(directory_path()))
    found = find(choices, localdate())
    is_map = choices.view == MAP and found.total > 0
    head = present_head(found, choices)
    context = {
        "page": head.page,
        "head": head,
        "view": choices.view,
        "filters": present_filters(found, choices, directory_path()),
        "save": save_of(choices, directory_path()),
        "map": present_map(found, choices) if is_map else None,
        "rows": _rows(found, choices) if not is_map or found.total <= PER_PAGE else [],
        "pagination": page_links(found.total, choices, directory_path()),
        "nothing": None if found.total else present_nothing(found, choices, list(chips_of(choices))),
    }
    response = render(request, "internationalisation/directory/directory.html", context)
    if request.user.is_authenticated:  # the form that keeps the search is theirs alone
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _rows(found: Found, choices: Choices) -> list[Row]:
    """The organisations of the page."""
    positions = found.positions[slice_of(found.total, choices, directory_path())]
    keys = found.keys(positions)
    distances = {key: distance_of(found, position) for key, position in zip(keys, positions.tolist(), strict=True)}
    return [present_row(row, localdate(), distances[row.pk]) for row in list_shown(keys)]


def _is_canonical(request: HttpRequest, choices: Choices) -> bool:
    """Whether the address names what is chosen, in order, and nothing empty; foreign parameters are left alone."""
    sent = [(name, value) for name, values in request.GET.lists() for value in values if name in PARAMETERS]
    return sent == list(choices.pairs)


@require_safe
def directory_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Everything that the choices find, in their order. 2 queries and 1 for 1,000 rows."""
    choices = parse(request.GET)
    check(choices)
    today = localdate()
    found = find(choices, today)
    version = f"{found.directory.version}-{today}"
    download = Download(file_name(choices), suffix, version, choices.query, is_long=found.total > LONG)
    if suffix == "geojson":
        return _stream(request, download, found)
    return answer_table(request, download, lambda: directory_dataset(found, today))


def _stream(request: HttpRequest, download: Download, found: Found) -> HttpResponseBase:
    """Line by line: no row waits in memory, and no query for a slow reader."""
    unchanged = get_conditional_response(request, etag=download.etag)
    lines = geojson_lines(found, localdate())
    return headed(unchanged or StreamingHttpResponse(lines, content_type=CONTENT_TYPES["geojson"]), download)


@require_safe
def land(request: HttpRequest, code: str) -> HttpResponseBase:
    """The land of Europe, of a country or of a region, for the maps of the directory. 1 query after a start."""
    if code != EUROPE and not is_region(code):
        raise NotFound(_("There is no map of this place."))
    node = "" if code == EUROPE else code
    ground = ground_of(node)
    download = Download(f"land-{code}", "svg", OUTLINE_NUTS, "directory")
    return answer_image(request, download, lambda: draw_land(ground, frame_of(node, ground)).encode())
