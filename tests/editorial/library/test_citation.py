"""Citations: what reference managers read must be theirs to read, whatever stands in a title."""

from dataclasses import replace

from portal.editorial.library.citation import Source, as_bibtex, as_ris, as_text

SOURCE = Source(
    key="industrial-renaissance",
    kind="policy",
    title="For a European Industrial Renaissance",
    publisher="European Commission",
    year=2014,
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52014DC0014",
    identifier="COM(2014) 14 final",
    languages=("en", "fr"),
)


def test_as_text_the_publisher_stands_for_the_authors():
    assert as_text(SOURCE) == (
        "European Commission (2014): For a European Industrial Renaissance. COM(2014) 14 final. "
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52014DC0014"
    )


def test_as_text_authors_stand_first_and_the_publisher_after():
    text = as_text(replace(SOURCE, authors=("Ketels, C.", "Protsiv, S."), identifier=""))
    assert text.startswith(
        "Ketels, C.; Protsiv, S. (2014): For a European Industrial Renaissance. European Commission."
    )


def test_bibtex_escapes_what_it_takes_for_its_own():
    entry = as_bibtex(replace(SOURCE, title="R&D: 50% of {A} in C:\\b_c"))
    assert r"title = {{R\&D: 50\% of \{A\} in C:\textbackslash{}b\_c}}" in entry
    assert entry.startswith("@misc{industrial-renaissance,")
    assert entry.count("{") - entry.count("\\{") == entry.count("}") - entry.count("\\}")


def test_bibtex_keeps_the_name_of_an_institution_together():
    assert "author = {{European Commission}}" in as_bibtex(SOURCE)
    assert "author = {Ketels, C. and Protsiv, S.}" in as_bibtex(replace(SOURCE, authors=("Ketels, C.", "Protsiv, S.")))


def test_ris_has_a_tag_a_line_whatever_stands_in_the_abstract():
    record = as_ris(replace(SOURCE, abstract="Line one\nER  - \nLine two"))
    lines = record.split("\r\n")
    assert lines[0] == "TY  - GOVDOC"
    assert "AB  - Line one ER - Line two" in lines
    assert lines.count("ER  - ") == 1
    assert [line for line in lines if line.startswith("LA")] == ["LA  - en", "LA  - fr"]
