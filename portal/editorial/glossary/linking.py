"""Links the first mention of each term in a page's text to the glossary. Pure: takes HTML and gives HTML.

What is marked up already stays as it is: nothing is linked inside links, headings, code or controls, and no tag,
comment or attribute is ever touched.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

MARKUP = re.compile(r"""(<!--.*?-->|<[!?/]?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>)""", re.DOTALL)
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
BROKEN = re.compile(r"<[a-zA-Z/!]")
HEADINGS = {f"h{level}" for level in range(1, 7)}
CLOSED = HEADINGS | {
    "a", "abbr", "button", "code", "dfn", "kbd", "label", "math", "option", "pre", "samp", "script", "select", "style",
    "summary", "svg", "textarea", "title", "var",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedTerm:
    slug: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Every form of every term in one expression, the longest first; capitals alone match only as written."""

    pattern: re.Pattern[str] | None
    exact: dict[str, str]
    folded: dict[str, str]

    @classmethod
    def of(cls, terms: Iterable[LinkedTerm]) -> "Terms":
        """Of two terms with the same form the first has it."""
        exact: dict[str, str] = {}
        folded: dict[str, str] = {}
        for term in terms:
            for form in term.forms:
                (exact if _is_capitals(form) else folded).setdefault(_plain(form), term.slug)
        forms = sorted((*exact, *folded), key=len, reverse=True)
        alternatives = "|".join(_expression(form, is_exact=form in exact) for form in forms)
        pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])") if forms else None
        return cls(pattern, exact, folded)

    def slug_of(self, found: str) -> str:
        words = " ".join(found.split())
        return self.exact.get(words) or self.folded.get(words.casefold(), "")


class Linker:
    """Remembers within one page which terms were linked."""

    def __init__(self, terms: Terms, glossary_url: str):
        self.terms = terms
        self.glossary_url = glossary_url
        self.used: set[str] = set()

    def link(self, html: str) -> str:
        """`html` with the first mention of every term that this page has not linked yet."""
        if self.terms.pattern is None:
            return html
        parts, closed = [], 0
        for place, part in enumerate(MARKUP.split(html)):
            is_markup = place % 2
            if is_markup:
                closed = max(closed + _step(part), 0)
            parts.append(part if is_markup or closed else self._text(part))
        return "".join(parts)

    def _text(self, text: str) -> str:
        """Characters as references (`&amp;`) are read before words are looked for."""
        if BROKEN.search(text):
            return text
        plain = unescape(text)
        pieces, end = [], 0
        for found in self.terms.pattern.finditer(plain) if self.terms.pattern else ():
            slug = self.terms.slug_of(found.group())
            if not slug or slug in self.used:
                continue
            self.used.add(slug)
            pieces += [escape(plain[end : found.start()], quote=False), self._anchor(slug, found.group())]
            end = found.end()
        return "".join([*pieces, escape(plain[end:], quote=False)]) if pieces else text

    def _anchor(self, slug: str, words: str) -> str:
        address = escape(f"{self.glossary_url}#{slug}")
        return f'<a class="portal-term" href="{address}">{escape(words, quote=False)}</a>'


def _step(markup: str) -> int:
    """+1 where something opens in which nothing is linked, -1 where it closes, 0 for everything else."""
    name = TAG_NAME.match(markup)
    if name is None or name.group(1).lower() not in CLOSED:
        return 0
    return -1 if markup.startswith("</") else 1


def _is_capitals(form: str) -> bool:
    return form.isupper()


def _plain(form: str) -> str:
    words = " ".join(form.split())
    return words if _is_capitals(form) else words.casefold()


def _expression(form: str, *, is_exact: bool) -> str:
    words = r"\s+".join(re.escape(word) for word in form.split(" "))
    return words if is_exact else f"(?i:{words})"
