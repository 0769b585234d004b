"""How a library item is cited: as text, as BibTeX and as RIS, for reference managers."""

import re
from dataclasses import dataclass

from portal.editorial.library.kinds import Kind

RIS_TYPES = {Kind.LAW: "STAT", Kind.POLICY: "GOVDOC", Kind.PRESENTATION: "SLIDE", Kind.STATISTICS: "DATA"}
BIBTEX_TYPES = {Kind.REPORT: "techreport", Kind.STUDY: "techreport"}
BIBTEX_SPECIAL = re.compile(r"([&%$#_{}])")
BIBTEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited. `url` is absolute; authors are separated by semicolons."""

    key: str
    kind: str
    title: str
    publisher: str
    year: int
    url: str
    authors: tuple[str, ...] = ()
    identifier: str = ""
    abstract: str = ""
    languages: tuple[str, ...] = ()


def as_text(source: Source) -> str:
    """ "European Commission (2014): For a European Industrial Renaissance. COM(2014) 14 final. https://…"."""
    who = "; ".join(source.authors) or source.publisher
    published = source.publisher if source.authors else ""
    parts = [f"{who} ({source.year}): {_ended(source.title)}", _ended(source.identifier), _ended(published), source.url]
    return " ".join(filter(None, parts))


def as_bibtex(source: Source) -> str:
    """One entry; characters that BibTeX takes for its own are escaped."""
    fields = {
        "title": "{" + _bibtex(source.title) + "}",
        "author": " and ".join(map(_bibtex, source.authors)) or "{" + _bibtex(source.publisher) + "}",
        "institution" if source.kind in BIBTEX_TYPES else "publisher": _bibtex(source.publisher),
        "year": str(source.year),
        "number": _bibtex(source.identifier),
        "url": source.url,
        "abstract": _bibtex(source.abstract),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = BIBTEX_TYPES.get(Kind(source.kind), "misc")
    return "\n".join([f"@{kind}{{{source.key},", *lines, "}", ""])


def as_ris(source: Source) -> str:
    """One record: a tag a line, ended by carriage return and line feed."""
    lines = [
        ("TY", RIS_TYPES.get(Kind(source.kind), "RPRT")),
        ("TI", source.title),
        *(("AU", author) for author in source.authors or (source.publisher,)),
        ("PB", source.publisher),
        ("PY", str(source.year)),
        ("M1", source.identifier),
        ("AB", source.abstract),
        *(("LA", language) for language in source.languages),
        ("UR", source.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value or tag == "ER")


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _one_line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def _bibtex(text: str) -> str:
    """Backslashes first: those that escape others must stay."""
    plain = "".join(BIBTEX_WORDS.get(letter, BIBTEX_SPECIAL.sub(r"\\\1", letter)) for letter in _one_line(text))
    return plain
