"""A briefing as a tagged PDF of two A4 pages."""

from collections.abc import Callable
from dataclasses import replace

from django.template.loader import render_to_string

from observatory.presenters.briefing.parts import Briefing
from portal.core.page import Table
from portal.core.pdf import Layout, lay_out

STYLE_SHEETS = ("css/tokens.css", "css/briefing.css")
SECOND = "second"  # the id of what begins the second page
# Most rows of the table of clusters on the first page, and of the other tables on the second.
CLUSTERS, OTHERS = 12, 10


def as_pdf(briefing: Briefing, language: str) -> bytes:
    """Two pages, with as many rows as they hold. Raises PdfProblem where the machine cannot make a PDF."""

    def laid(clusters: int, others: int) -> Layout:
        return lay_out(as_html(shortened(briefing, clusters, others), language), STYLE_SHEETS)

    layout = laid(CLUSTERS, OTHERS)
    clusters = min(CLUSTERS, len(briefing.judged.table.rows))
    if layout.places[SECOND] > 2:
        bare = replace(briefing, strength=None)  # what stands on the second page need not be drawn again and again
        clusters = most(lambda rows: _second_page(shortened(bare, rows, 0), language) <= 2, clusters)
        layout = laid(clusters, OTHERS)
    if layout.pages > 2:
        others = max((len(table.rows) for table in briefing.tables), default=0)
        layout = laid(clusters, most(lambda rows: laid(clusters, rows).pages <= 2, min(OTHERS, others)))
    return layout.write()


def _second_page(briefing: Briefing, language: str) -> int:
    """The page on which the second part begins."""
    return lay_out(as_html(briefing, language), STYLE_SHEETS).places[SECOND]


def most(fits: Callable[[int], bool], too_many: int) -> int:
    """The largest number below `too_many` that fits; 0 where none does. Halves what is left at every try."""
    low, high = 0, too_many
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def as_html(briefing: Briefing, language: str) -> str:
    return render_to_string("observatory/briefing.html", {"briefing": briefing, "language": language})


def shortened(briefing: Briefing, clusters: int, others: int) -> Briefing:
    """With at most so many rows in the table of clusters and in each of the others; without these for 0."""
    judged = replace(briefing.judged, table=_first(briefing.judged.table, clusters))
    tables = tuple(_first(table, others) for table in briefing.tables) if others else ()
    return replace(briefing, judged=judged, tables=tables, remarks=briefing.remarks if others else ())


def _first(table: Table, rows: int) -> Table:
    return replace(table, rows=table.rows[:rows])
