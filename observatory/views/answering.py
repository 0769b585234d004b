"""How downloads are answered: one name, one key, the same for every page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, gettext

from observatory.converters import IMAGE_FORMATS
from observatory.downloads import version_of
from observatory.presenters.words import source_line
from observatory.views.asking import Asked
from portal.core.charts import Chart, document, render_png
from portal.core.downloads import Download, answer_image, answer_table
from portal.core.errors import NotFound
from portal.core.page import Dataset


def is_image(suffix: str) -> bool:
    return suffix in IMAGE_FORMATS


def download_of(asked: Asked, name: str, suffix: str, *, is_long: bool = False) -> Download:
    """Content is fixed by release, path, canonical query and language: these make its key."""
    key = f"{asked.path}?{asked.selection.query()}&{get_language()}"
    return Download(name, suffix, version_of(asked.release), key, is_long)


def send_table(
    request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], Dataset], *, is_long: bool = False
) -> HttpResponseBase:
    return answer_table(request, download_of(asked, name, suffix, is_long=is_long), make)


def send_chart(
    request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], Chart | None]
) -> HttpResponseBase:
    """The chart as a file of its own with its source; 404 where there is nothing to draw."""
    return answer_image(request, download_of(asked, name, suffix), lambda: _drawn(make(), asked, suffix))


def send_svg(request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], str]) -> HttpResponseBase:
    """A complete SVG document as it is, or as a picture."""
    return answer_image(
        request, download_of(asked, name, suffix), lambda: make().encode() if suffix == "svg" else render_png(make())
    )


def _drawn(chart: Chart | None, asked: Asked, suffix: str) -> bytes:
    if chart is None:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    svg = document(chart, (source_line(asked.release, asked.selection.year),))
    return svg.encode() if suffix == "svg" else render_png(svg)
