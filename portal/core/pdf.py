"""Tagged PDF from HTML by WeasyPrint, which draws letters with the system's Pango.

WeasyPrint is loaded with the first document and not with the portal: it takes about 50 MB, and a machine without Pango
cannot load it at all. Nothing is fetched: style sheets are our own static files, pictures are `data:` addresses.
"""

import contextlib
import importlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext

from portal.core.setup.system import missing_libraries

# ISO 14289-1: a tree of tags, a language, a title, texts for pictures, headers for the cells of tables.
VARIANT = "pdf/ua-1"


class PdfProblem(Exception):
    """This machine cannot make a PDF; the message says why."""


def pdf_problem() -> str:
    """Why this machine cannot make a PDF, in words for readers; empty when it can."""
    missing = _missing()
    if not missing:
        return ""
    values = {"libraries": ", ".join(missing)}
    return gettext("PDF files cannot be made on this server: it lacks the library %(libraries)s.") % values


@cache
def _missing() -> tuple[str, ...]:
    """Looked up once: a library that is installed meanwhile is met by the next start."""
    return missing_libraries()


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages as laid out, not written yet; `places` says on which page (from 1) an id of the HTML begins."""

    pages: int
    places: dict[str, int]
    write: Callable[[], bytes]


def lay_out(html: str, style_sheets: Sequence[str] = ()) -> Layout:
    """A complete HTML page on paper; `style_sheets` are names of static files, in order.

    The page needs `lang` and a title, pictures need a text. An address in the page is a link and never fetched.
    Writing gives a PDF/UA document. Raises PdfProblem where the machine lacks a library.
    """
    if problem := pdf_problem():
        raise PdfProblem(problem)
    weasyprint = _weasyprint()
    styles = [_style_sheet(name) for name in style_sheets]
    document = weasyprint.HTML(string=html, url_fetcher=_fetcher()).render(stylesheets=styles, pdf_variant=VARIANT)
    return Layout(len(document.pages), _places(document.pages), lambda: bytes(document.write_pdf(pdf_variant=VARIANT)))


def _places(pages: Sequence[Any]) -> dict[str, int]:
    """The page on which each id begins: what goes on overleaf has its id there too."""
    places: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        places = dict.fromkeys(page.anchors, number) | places
    return places


@cache
def _weasyprint() -> Any:
    """Loaded late on purpose. What it prints of missing libraries is in the exception."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("weasyprint")
    except OSError as problem:
        raise PdfProblem(str(problem)) from problem


@cache
def _fetcher() -> Any:
    return _weasyprint().urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)


@lru_cache(maxsize=8)
def _style_sheet(name: str) -> Any:
    """Parsed once: a document is laid out several times until it fits."""
    return _weasyprint().CSS(string=_text(name), url_fetcher=_fetcher())


def _text(name: str) -> str:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"There is no static file {name}.")
    return Path(found).read_text(encoding="utf-8")
