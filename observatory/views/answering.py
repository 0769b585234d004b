"""How downloads are answered: one name, one key, the same for every page.

Every figure that has an image address (`….svg`, `….png`) has three more forms without a line in its own view: the
page that other sites may frame (`/observatory/embed/…`), a slide (`layout=slide`), and a picture under a reader's own
title (`title=`, `note=`).
"""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, gettext

from observatory.converters import IMAGE_FORMATS
from observatory.downloads import version_of
from observatory.pictures import PictureChoice
from observatory.presenters.sheets import Leaving, leaving_chart, leaving_document
from observatory.views.asking import Asked
from observatory.views.framing import FRAME, answer_frame
from portal.core.charts import Chart, render_png
from portal.core.downloads import Download, answer_image, answer_table
from portal.core.errors import NotFound
from portal.core.page import Dataset

UNNAMED = ("sort", "page", "year")
"""Choices that change the order or the part shown, not what a file holds."""


def is_image(suffix: str) -> bool:
    """Whether a figure is asked for, as a picture or inside a frame, and not its table."""
    return suffix in IMAGE_FORMATS or suffix == FRAME


def download_of(asked: Asked, name: str, suffix: str, *, is_long: bool = False, more: str = "") -> Download:
    """Content is fixed by release, path, canonical query and language: these make its key; `more` says what else."""
    key = f"{asked.path}?{asked.selection.query()}&{get_language()}{more}"
    parts = (name, *_choices_beside(name, asked), asked.release.code)
    return Download("-".join(parts), suffix, version_of(asked.release), key, is_long)


def _choices_beside(name: str, asked: Asked) -> Iterator[str]:
    """The year, and what the reader chose, unless the name says it: two files of two choices have two names."""
    said = name.split("-")
    chosen = [pair for pair in parse_qsl(asked.selection.query()) if pair[0] not in UNNAMED]
    for value in dict.fromkeys([*(value for _field, value in chosen), asked.selection.year]):
        if value.isascii() and not is_said(value.split("-"), said):
            yield value


def is_said(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words stand in the name, side by side; a country does in the code of its region."""
    if len(words) == 1 and words[0].isupper():
        return any(one.startswith(words[0]) for one in name)
    return any(list(name[start : start + len(words)]) == list(words) for start in range(len(name)))


def send_table(
    request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], Dataset], *, is_long: bool = False
) -> HttpResponseBase:
    return answer_table(request, download_of(asked, name, suffix, is_long=is_long), make)


def send_chart(
    request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], Chart | None]
) -> HttpResponseBase:
    """The chart with its source, in every form; 404 where there is nothing to draw."""
    return send_figure(request, asked, name, suffix, lambda: _leaving(make(), asked))


def send_svg(request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], str]) -> HttpResponseBase:
    """A complete SVG document (with title and source in it) in every form."""
    return send_figure(request, asked, name, suffix, lambda: leaving_document(make()))


def send_figure(
    request: HttpRequest, asked: Asked, name: str, suffix: str, make: Callable[[], Leaving]
) -> HttpResponseBase:
    """Any figure as SVG, PNG, slide or frame."""
    if suffix == FRAME:
        return answer_frame(request, asked, make())
    choice = PictureChoice.parse(request.GET)
    download = download_of(asked, f"{name}-slide" if choice.is_slide else name, suffix, more=choice.key)
    response = answer_image(request, download, lambda: _drawn(make(), choice, suffix))
    if choice.is_edited:
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Content-Disposition"] = f'attachment; filename="{download.name}.{suffix}"'
    return response


def _leaving(chart: Chart | None, asked: Asked) -> Leaving:
    if chart is None:
        raise NotFound(gettext("There are no figures to draw for this choice."))
    return leaving_chart(chart, asked.release, asked.selection.year)


def _drawn(figure: Leaving, choice: PictureChoice, suffix: str) -> bytes:
    svg = figure.picture(choice)
    return svg.encode() if suffix == "svg" else render_png(svg, float(choice.scale), keep=not choice.is_edited)
