"""PDF files are tagged, in their language, and fetch nothing; a machine without Pango says so."""

import io

import pytest
from pypdf import PdfReader

from portal.core import pdf
from portal.core.pdf import PdfProblem, lay_out, pdf_problem
from tests.core.pango import needs_pango

HTML = (
    '<html lang="fr"><head><title>Un titre</title></head><body><h1 id="one">Un titre</h1><p>Texte</p>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Un dessin</title>'
    '<rect width="9" height="9"/></svg><h2 id="two" {style}>Suite</h2>'
    '<table><tr><th scope="col">Tête</th></tr><tr><td>1</td></tr></table>{more}</body></html>'
)
BREAK = 'style="break-before: page"'


def reader(style: str = "", more: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(lay_out(HTML.format(style=style, more=more)).write()))


def test_a_machine_that_lacks_a_library_names_it(monkeypatch):
    monkeypatch.setattr(pdf, "_missing", lambda: ("Pango",))
    assert "lacks the library Pango" in pdf_problem()
    with pytest.raises(PdfProblem, match="Pango"):
        lay_out("<p>text")


class TestWithPango:
    pytestmark = needs_pango()

    def test_this_machine_can_make_a_pdf(self):
        assert pdf_problem() == ""

    def test_it_is_tagged_and_says_title_and_language(self):
        made = reader()
        catalogue = made.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/Lang"] == "fr"
        assert made.metadata.title == "Un titre"
        assert catalogue["/StructTreeRoot"]

    def test_headings_are_bookmarks_and_tags(self):
        made = reader()
        assert made.outline[0]["/Title"] == "Un titre"
        assert {"/H1", "/H2", "/P", "/Figure", "/Table", "/TH", "/TD"} <= set(tags(made))

    def test_a_drawing_has_its_title_as_text(self):
        figures = [one for one in elements(reader()) if one.get("/S") == "/Figure"]
        assert [figure["/Alt"] for figure in figures] == ["Un dessin"]

    def test_an_id_stands_on_the_page_where_it_begins(self):
        assert lay_out(HTML.format(style=BREAK, more="")).places == {"one": 1, "two": 2}

    def test_fonts_are_inside(self):
        fonts = reader().pages[0]["/Resources"]["/Font"]
        described = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values()]
        assert described
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one) for one in described)

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "//example.org/x.png"])
    def test_no_picture_is_fetched(self, address: str, monkeypatch):
        asked = []
        monkeypatch.setattr("socket.socket.connect", lambda self, place: asked.append(place))
        monkeypatch.setattr("urllib.request.FileHandler.file_open", lambda self, request: asked.append(request))
        lay_out(HTML.format(style="", more=f'<img alt="none" src="{address}">')).write()
        assert asked == []

    def test_an_unknown_style_sheet_is_an_error(self):
        with pytest.raises(FileNotFoundError, match=r"css/none\.css"):
            lay_out(HTML.format(style="", more=""), ["css/none.css"])


def elements(made: PdfReader) -> list[dict]:
    """Every element of the tree of tags."""

    def walk(node) -> list:
        node = node.get_object()
        if not isinstance(node, dict):
            return []
        inner = node.get("/K", [])
        children = inner if isinstance(inner, list) else [inner]
        return [node, *(one for child in children for one in walk(child))]

    return walk(made.trailer["/Root"]["/StructTreeRoot"])


def tags(made: PdfReader) -> list[str]:
    return [one["/S"] for one in elements(made) if "/S" in one]
