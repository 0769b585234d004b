"""A briefing as a tagged PDF of two A4 pages."""

from dataclasses import replace

from django.template.loader import render_to_string

from observatory.presenters.briefing.parts import Briefing
from portal.core.page import Table
from portal.core.pdf import lay_out

STYLE_SHEETS = ("css/tokens.css", "css/briefing.css")
SECOND = "second"  # the id of what begins the second page
# Rows of the table of clusters on the first page, and of the other tables on the second: what fits is found by trying.
CLUSTERS = (12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
OTHERS = (10, 8, 7, 6, 5, 4, 3, 2, 1)


def as_pdf(briefing: Briefing, language: str) -> bytes:
    """Two pages, with as many rows as they hold. Raises PdfProblem where the machine cannot make a PDF."""
    clusters, others = list(CLUSTERS), list(OTHERS)
    while True:
        layout = lay_out(as_html(shortened(briefing, clusters[0], others[0]), language), STYLE_SHEETS)
        begins = layout.places[SECOND]
        if begins > 2 and len(clusters) > 1:
            clusters = _next(clusters, len(briefing.judged.table.rows))
        elif layout.pages > begins and len(others) > 1:
            others = _next(others, max((len(table.rows) for table in briefing.tables), default=0))
        else:
            return layout.write()


def _next(rows: list[int], had: int) -> list[int]:
    """What to try after the first of `rows` was too much for a table that has `had`."""
    return [one for one in rows[1:] if one < had] or rows[-1:]


def as_html(briefing: Briefing, language: str) -> str:
    return render_to_string("observatory/briefing.html", {"briefing": briefing, "language": language})


def shortened(briefing: Briefing, clusters: int, others: int) -> Briefing:
    """With at most so many rows in the table of clusters and in each of the others."""
    judged = replace(briefing.judged, table=_first(briefing.judged.table, clusters))
    return replace(briefing, judged=judged, tables=tuple(_first(table, others) for table in briefing.tables))


def _first(table: Table, rows: int) -> Table:
    return replace(table, rows=table.rows[:rows])
