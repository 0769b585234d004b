"""Terms that a process remembers, and the one question by which it knows that they are still the same.

The stamp changes with every saved, published, withdrawn or deleted term. Finding a page asks for it on the way, so a
page whose terms are remembered costs no query more, and no process ever links a term that is gone.
"""

from functools import lru_cache

from django.urls import reverse

from portal.editorial.glossary.linking import LinkedTerm, Linker, Terms
from portal.editorial.glossary.queries import list_linked

_known: dict[str, tuple[str, Terms]] = {}


def get_terms(language: str, stamp: str = "") -> Terms:
    """Terms of a language. 1 query; 0 where `stamp` says that nothing changed since this process read them."""
    known = _known.get(language)
    if stamp and known and known[0] == stamp:
        return known[1]
    terms = _compiled(list_linked(language))
    if stamp:
        _known[language] = (stamp, terms)
    return terms


@lru_cache(maxsize=32)
def _compiled(rows: tuple[LinkedTerm, ...]) -> Terms:
    return Terms.of(rows)


class PageTerms:
    """Links terms in the texts of one page; asks nothing before the first text."""

    def __init__(self, language: str, stamp: str = ""):
        self.language = language
        self.stamp = stamp
        self.linker: Linker | None = None

    def link(self, html: str) -> str:
        if self.linker is None:
            self.linker = Linker(get_terms(self.language, self.stamp), reverse("editorial:glossary"))
        return self.linker.link(html)
