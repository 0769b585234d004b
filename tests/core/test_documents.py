"""Word files have real headings, a language, heads of tables that repeat, and texts for pictures."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from portal.core import documents
from portal.core.charts import render_png
from portal.core.page import Cell, Column, Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>'
TABLE = Table(
    "Regions",
    (Column("region", "Region"), Column("persons", "Persons employed", "thousand", is_numeric=True)),
    ((Cell("Oberbayern"), Cell("104", note="estimated")), (Cell("Wien"), Cell("–"))),
)


@pytest.fixture
def made() -> Document:
    document = documents.new_document(documents.Properties("Title", "Subject", "Author", "de"))
    document.add_heading("Title", level=0)
    document.add_heading("Part", level=1)
    documents.add_table(document, TABLE)
    documents.add_picture(document, render_png(SVG, 1), "What it shows")
    documents.add_link(documents.add_text(document, "See "), "the page", "https://example.org/page/")
    documents.add_footer(document, "Portal")
    return Document(io.BytesIO(documents.saved(document)))


def test_it_says_title_author_and_language(made):
    core = made.core_properties
    assert (core.title, core.subject, core.author, core.language) == ("Title", "Subject", "Author", "de")
    assert [one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))] == ["de"]


def test_headings_are_styles(made):
    styles = [(one.style.name, one.text) for one in made.paragraphs if one.style.name.startswith(("Title", "Heading"))]
    assert styles == [("Title", "Title"), ("Heading 1", "Part")]


def test_the_head_of_a_table_repeats_and_no_row_is_torn(made):
    head, *rows = made.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_table_shows_units_values_and_notes(made):
    texts = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert texts == [["Region", "Persons employed (thousand)"], ["Oberbayern", "104\nestimated"], ["Wien", "–"]]


def test_a_picture_carries_the_words_that_stand_for_it(made):
    assert [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))] == ["What it shows"]


def test_a_link_leads_outside(made):
    targets = [one.target_ref for one in made.part.rels.values() if one.is_external]
    assert targets == ["https://example.org/page/"]


def test_the_foot_counts_pages(made):
    foot = made.sections[0].footer.paragraphs[0]
    assert "Portal" in foot.text
    assert [one.text for one in foot._p.iter(qn("w:instrText"))] == ["PAGE"]
