"""Word files by python-docx: real styles and headings, a language, heads that repeat, texts for pictures."""

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from portal.core.page import Cell, Column, Table
from portal.core.palette import palette

FONT = "Arial"
BODY_POINTS, TABLE_POINTS, NOTE_POINTS = 10, 9, 8
HEADING_POINTS = {"Title": 22, "Heading 1": 13, "Heading 2": 11}
PAGE = (Mm(210), Mm(297))
MARGIN = Mm(18)
TEXT_WIDTH = Mm(174)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `language` is a code as HTML has it."""

    title: str
    subject: str
    author: str
    language: str


def new_document(properties: Properties) -> Any:
    """An empty A4 document in the portal's look."""
    document = Document()
    core = document.core_properties
    core.title, core.subject, core.author = properties.title, properties.subject, properties.author
    core.language, core.comments = properties.language, ""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _style(document, properties.language)
    return document


def _style(document: Any, language: str) -> None:
    for name, points in {"Normal": BODY_POINTS, **HEADING_POINTS}.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(points)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        if name != "Normal":
            style.font.color.rgb, style.font.bold = _colour(palette().text.text), True
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    _set_language(document, language)


def _set_language(document: Any, language: str) -> None:
    """Of all text, for spelling and for screen readers."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    defaults.append(lang)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.removeprefix("#").upper())


def add_text(document: Any, text: str, *, points: float = 0, is_muted: bool = False, is_bold: bool = False) -> Any:
    """One paragraph in the normal style, with what differs from it."""
    paragraph = document.add_paragraph()
    add_run(paragraph, text, points=points, is_muted=is_muted, is_bold=is_bold)
    return paragraph


def add_run(paragraph: Any, text: str, *, points: float = 0, is_muted: bool = False, is_bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold = is_bold or None
    if points:
        run.font.size = Pt(points)
    if is_muted:
        run.font.color.rgb = _colour(palette().text.muted)
    return run


def add_picture(document: Any, png: bytes, text: str) -> None:
    """A picture as wide as the text, with the words that stand for it."""
    document.add_picture(io.BytesIO(png), width=TEXT_WIDTH)
    for properties in document.paragraphs[-1]._p.iter(qn("wp:docPr")):
        properties.set("descr", text)


def add_table(document: Any, table: Table) -> None:
    """Head repeated on every page, numbers to the right, notes small beneath their value; no row is torn apart."""
    grid = document.add_table(rows=1, cols=len(table.columns), style="Light List")
    grid.autofit = True
    _describe(grid, table.caption)
    for place, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write_head(place, column)
    _mark_row(grid.rows[0], "w:tblHeader")
    for row in table.rows:
        added = grid.add_row()
        _mark_row(added, "w:cantSplit")
        for place, column, cell in zip(added.cells, table.columns, row, strict=True):
            _write_cell(place, column, cell)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _describe(grid: Any, text: str) -> None:
    """The table's own words for screen readers."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), text)
    grid._tbl.tblPr.append(caption)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write_head(place: Any, column: Column) -> None:
    paragraph = _aligned(place, column)
    add_run(paragraph, column.label, points=TABLE_POINTS, is_bold=True)
    if column.unit:
        add_run(paragraph, f" ({column.unit})", points=NOTE_POINTS)


def _write_cell(place: Any, column: Column, cell: Cell) -> None:
    paragraph = _aligned(place, column)
    add_run(paragraph, cell.text, points=TABLE_POINTS)
    if cell.note:
        paragraph.add_run().add_break()
        add_run(paragraph, cell.note, points=NOTE_POINTS, is_muted=True)


def _aligned(place: Any, column: Column) -> Any:
    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if column.is_numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def add_link(paragraph: Any, text: str, address: str) -> None:
    """A link to an address outside the file."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = add_run(paragraph, text)
    run.font.color.rgb, run.font.underline = _colour(palette().text.link), True
    link.append(run._r)
    paragraph._p.append(link)


def add_footer(document: Any, text: str) -> None:
    """`text` and the number of the page at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    add_run(paragraph, f"{text} · ", points=NOTE_POINTS, is_muted=True)
    run = add_run(paragraph, "", points=NOTE_POINTS, is_muted=True)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field_part(kind, words))


def _field_part(kind: str, words: str) -> Any:
    if words:
        part = OxmlElement("w:instrText")
        part.text = words
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
