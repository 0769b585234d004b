"""A figure as it leaves its page: as a file of its own, on a slide, or inside a frame of another site."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from django.conf import settings
from django.utils.translation import gettext

from observatory.maps import choropleth
from observatory.maps.sheets import map_sheet, map_slide, slide
from observatory.maps.spec import Imprint, Legend, MapSpec, Sheet
from observatory.models import Release
from observatory.pictures import PictureChoice, plain
from observatory.presenters.words import BOUNDARIES, source_line
from portal.core.charts import Chart, document, inline, render_svg

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of a page's figure; `caption` tells one of two maps from the other."""

    svg: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One figure with everything that travels along.

    `draw` makes the SVG document of a choice, `inline` what a page shows: two maps where two years stand side by
    side. A document that already holds its words says so in `holds_words`; a map has a legend beside its drawing.
    """

    title: str
    summary: str
    imprint: Imprint
    draw: Callable[["Leaving", PictureChoice], str]
    inline: Callable[[], tuple[Drawing, ...]]
    legend: Legend | None = None
    holds_words: bool = False

    def picture(self, choice: PictureChoice) -> str:
        """The SVG document, with the reader's own words in place of ours where there are any."""
        return self.draw(_edited(self, choice), choice)


def leaving_chart(chart: Chart, release: Release, year: str) -> Leaving:
    """A chart of one year of a release, or of the years that it spans."""

    def draw(self: Leaving, choice: PictureChoice) -> str:
        if choice.is_slide:
            return slide(Sheet(self.title, self.summary, self.imprint), render_svg(chart.wide))
        lines = (*self.imprint.notes, self.imprint.source)
        return document(replace(chart, title=self.title), lines)

    source = source_line(release, chart.period or year)
    return Leaving(chart.title, chart.summary, Imprint(source), draw, lambda: (Drawing(inline(chart)),))


def leaving_map(
    specs: Sequence[MapSpec], source: str, demonstration: str, drawing: Callable[[], str] | None = None
) -> Leaving:
    """One map, or two side by side. `source` is the line of the page; its attribution stands apart.

    `drawing` makes what a page shows of a map without links; others are drawn with them.
    """
    first = specs[0]

    def draw(self: Leaving, choice: PictureChoice) -> str:
        titled = (replace(first, title=self.title), *specs[1:])
        return (map_slide if choice.is_slide else map_sheet)(titled, self.imprint)

    def inside() -> tuple[Drawing, ...]:
        return (
            (Drawing(drawing()),)
            if drawing
            else tuple(Drawing(choropleth.draw(one, is_framed=True), one.caption) for one in specs)
        )

    imprint = Imprint(source.removesuffix(f" {BOUNDARIES}."), str(BOUNDARIES), demonstration)
    return Leaving(first.title, first.description, imprint, draw, inside, first.legend)


def leaving_document(svg: str) -> Leaving:
    """A complete SVG document, which already holds its title and source."""

    def draw(self: Leaving, choice: PictureChoice) -> str:
        if choice.is_slide or choice.is_edited:
            return slide(Sheet(self.title, "", self.imprint), svg)
        return svg

    found = _TITLE.search(svg)
    title = unescape(found[1]) if found else ""
    return Leaving(title, "", Imprint(""), draw, lambda: (Drawing(svg),), holds_words=True)


def _edited(sheet: Leaving, choice: PictureChoice) -> Leaving:
    """The reader's title and note in place; whoever reads the picture is told whose they are."""
    is_retitled = bool(choice.title) and choice.title != plain(sheet.title)
    if not (is_retitled or choice.note):
        return sheet
    whose = gettext("Title or note by the person who made this picture, not by the %(portal)s.") % {
        "portal": settings.PORTAL_NAME
    }
    notes = tuple(filter(None, (choice.note, whose)))
    title = choice.title if is_retitled else sheet.title
    return replace(sheet, title=title, imprint=replace(sheet.imprint, notes=notes))
