"""A briefing as a Word file: the same parts in the same order as on paper, to be edited and quoted."""

from typing import Any

from django.utils.translation import gettext

from observatory.presenters.briefing.parts import Briefing, Picture
from portal.core import documents
from portal.core.charts import render_png
from portal.core.formatting import named
from portal.core.page import Cell, Column, KeyFact, Table
from portal.core.panels import Panel

PICTURE_SCALE = 2
LEAD_POINTS = 12


def as_docx(briefing: Briefing, language: str) -> bytes:
    title = gettext("%(name)s, %(year)s: briefing") % {"name": briefing.title, "year": briefing.year}
    properties = documents.Properties(title, briefing.lead, briefing.imprint.portal, language)
    document = documents.new_document(properties)
    documents.add_footer(document, f"{briefing.imprint.portal} · {briefing.title}")
    _add_head(document, briefing)
    _add_clusters(document, briefing)
    _add_picture(document, briefing.trend)
    _add_picture(document, briefing.strength)
    for remark in briefing.remarks:
        documents.add_text(document, remark)
    for table in briefing.tables:
        document.add_heading(table.caption, level=1)
        documents.add_table(document, table)
    _add_panels(document, briefing.panels)
    _add_imprint(document, briefing)
    return documents.saved(document)


def _add_head(document: Any, briefing: Briefing) -> None:
    when = gettext("Briefing of %(day)s") % {"day": briefing.imprint.made_on}
    documents.add_text(document, f"{briefing.imprint.portal} · {when}", points=9, is_muted=True)
    document.add_heading(briefing.title, level=0)
    documents.add_text(document, briefing.kind, is_muted=True)
    if briefing.is_demonstration:
        documents.add_text(document, gettext("Demonstration figures, not official statistics"), is_bold=True)
    documents.add_text(document, briefing.lead, points=LEAD_POINTS)
    if briefing.facts:
        documents.add_table(document, _facts_table(briefing))
    for note in briefing.notes:
        paragraph = documents.add_text(document, f"{note.title}. ", is_bold=True)
        documents.add_run(paragraph, note.text)


def _facts_table(briefing: Briefing) -> Table:
    columns = (Column("fact", gettext("Key fact")), Column("value", gettext("Value"), is_numeric=True))
    return Table(gettext("Key facts"), columns, tuple(map(_fact_row, briefing.facts)))


def _fact_row(fact: KeyFact) -> tuple[Cell, ...]:
    label = f"{fact.label}, {fact.year}" if fact.year else fact.label
    return Cell(label, note=fact.note), Cell(f"{fact.value} {fact.unit}".strip())


def _add_clusters(document: Any, briefing: Briefing) -> None:
    judged = briefing.judged
    document.add_heading(judged.title, level=1)
    if not judged.table.rows:
        documents.add_text(document, judged.table.empty)
        return
    documents.add_table(document, judged.table)
    documents.add_text(document, f"{judged.rule} {judged.more}".strip(), points=9, is_muted=True)


def _add_picture(document: Any, picture: Picture | None) -> None:
    """The drawing as a picture, for programs that draw no SVG; a map brings its legend along."""
    if picture is None:
        return
    document.add_heading(picture.title, level=1)
    documents.add_text(document, picture.summary)
    documents.add_picture(
        document, render_png(picture.alone or picture.svg, PICTURE_SCALE), named(picture.title, picture.summary)
    )


def _add_panels(document: Any, panels: tuple[Panel, ...]) -> None:
    if not panels:
        return
    document.add_heading(gettext("In the portal"), level=1)
    for panel in panels:
        documents.add_text(document, f"{panel.title} ({panel.count})", is_bold=True)
        for row in panel.rows:
            text = f"{row.title} ({row.detail})" if row.detail else row.title
            document.add_paragraph(text, style="List Bullet")


def _add_imprint(document: Any, briefing: Briefing) -> None:
    document.add_heading(gettext("How to read this"), level=1)
    for sentence in (*briefing.imprint.method, briefing.imprint.source):
        documents.add_text(document, sentence, points=9)
    text = gettext("Live page with all figures, tables and downloads")
    documents.add_link(documents.add_text(document, f"{text}: "), briefing.imprint.address, briefing.imprint.address)
