"""The glossary from A to Z."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.rich_text import expand_db_html

from portal.core.formatting import number
from portal.core.page import Link, PageMeta
from portal.editorial.json_ld import CONTEXT
from portal.editorial.models.glossary import GlossaryTerm
from portal.registry.names import fold, sort_key

OTHERS = "#"


@dataclass(frozen=True, slots=True)
class TermEntry:
    """`language` is that of the entry where it is not the page's own; `definition` is finished HTML."""

    term: str
    slug: str
    also: str
    definition: str
    source: str
    source_url: str
    language: str


@dataclass(frozen=True, slots=True)
class Letter:
    label: str
    anchor: str
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    page: PageMeta
    letters: tuple[Letter, ...]
    asked: str
    count: str
    path: str


def present_glossary(terms: Sequence[GlossaryTerm], asked: str, path: str, language: str) -> GlossaryView:
    """`asked` narrows the terms to those that hold the words in term, forms or definition."""
    found = [term for term in terms if _holds(term, asked)]
    ordered = sorted(found, key=lambda term: sort_key(term.term))
    count = ngettext("%(count)s term", "%(count)s terms", len(found)) % {"count": number(len(found))}
    return GlossaryView(
        page=_meta(terms, asked, path),
        letters=tuple(_letters(ordered, language)),
        asked=asked,
        count=count,
        path=path,
    )


def _holds(term: GlossaryTerm, asked: str) -> bool:
    words = fold(asked)
    text = fold(" ".join((*term.forms, strip_tags(term.definition))))
    return words in text if words or not asked.strip() else False


def _letters(terms: Iterable[GlossaryTerm], language: str) -> Iterable[Letter]:
    for label, members in groupby(terms, key=_letter_of):
        anchor = "letter-other" if label == OTHERS else f"letter-{label.lower()}"
        yield Letter(label, anchor, tuple(_entry(term, language) for term in members))


def _letter_of(term: GlossaryTerm) -> str:
    first = fold(term.term)[:1].upper()
    return first if first.isalpha() else OTHERS


def _entry(term: GlossaryTerm, language: str) -> TermEntry:
    own = term.locale.language_code
    return TermEntry(
        term=term.term,
        slug=term.slug,
        also=", ".join(form for form in term.forms if form != term.term),
        definition=expand_db_html(term.definition),
        source=term.source,
        source_url=term.source_url,
        language="" if own == language else own,
    )


def _meta(terms: Sequence[GlossaryTerm], asked: str, path: str) -> PageMeta:
    return PageMeta(
        title=_("Glossary"),
        description=_("What the portal means by its terms, from location quotient to statistical cluster."),
        canonical_path=path,
        breadcrumbs=(Link(_("Glossary"), path, is_current=True),),
        lead=_("What the portal means by its terms. Pages link each term where they first use it."),
        json_ld=_term_set(terms, path),
        is_indexable=not asked,
    )


def _term_set(terms: Sequence[GlossaryTerm], path: str) -> dict[str, Any]:
    """The glossary as schema.org describes it."""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "name": _("Glossary"),
        "url": path,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                "alternateName": list(term.forms[1:]),
                "description": strip_tags(term.definition),
                "url": f"{path}#{term.slug}",
                "inLanguage": term.locale.language_code,
            }
            for term in terms
        ],
    }
