"""What a reader typed, as the search understands it: words, "exact phrases" and -words to leave out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.registry.names import fold

LONGEST = 200
MOST_WORDS = 12
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')
_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_JOINTS = re.compile(r"[\W_]+")
_WRITTEN_OUT = re.compile(r"([aou])e")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, as typed."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False

    @property
    def key(self) -> str:
        return folded(self.text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search. `text` is what was typed, cleaned and cut; without terms there is nothing to look for."""

    text: str
    terms: tuple[Term, ...]
    is_cut: bool = False

    @property
    def key(self) -> str:
        """The search as names and promoted results are compared with it."""
        return folded(self.text)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_excluded)


def parse(text: str) -> Asked:
    """Anything may be typed: what is no word is left out, what is too long is cut."""
    clean = " ".join(_NOT_PRINTABLE.sub(" ", text).split())
    cut = clean[:LONGEST].rstrip()
    terms = tuple(_terms(cut.translate(_QUOTES)))
    return Asked(cut, terms[:MOST_WORDS], is_cut=len(clean) > LONGEST or len(terms) > MOST_WORDS)


def _terms(text: str) -> Iterator[Term]:
    for found in _PART.finditer(text):
        part = found["phrase"] if found["word"] is None else found["word"]
        if _is_word(part):
            yield Term(part.strip(), is_phrase=found["word"] is None, is_excluded=bool(found["minus"]))


def _is_word(part: str) -> bool:
    return any(letter.isalnum() for letter in part)


def spellings(text: str) -> tuple[str, ...]:
    """A word as typed, in plain letters, without hyphens, and with umlauts where they were written out."""
    plain = folded(text)
    joined = _JOINTS.sub("", text)
    umlauts = _WRITTEN_OUT.sub(r"\1", plain)
    return tuple(dict.fromkeys(filter(None, (text, plain, joined, umlauts))))


def folded(text: str) -> str:
    """Like `fold`, which remembers every name: what readers type is not remembered."""
    plain: str = fold.__wrapped__(text)
    return plain


def joined_words(text: str) -> str:
    """Every hyphenated word of a text without its hyphens: "semi-conductors" is found as "semiconductors" too."""
    found = re.findall(r"\w+(?:[-\u2010\u2011]\w+)+", text)
    return " ".join(dict.fromkeys(_JOINTS.sub("", word) for word in found))
