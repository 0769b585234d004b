"""What the site-wide search finds of what editors write: pages, files and the words of the glossary."""

from functools import partial

from django.utils.translation import gettext_lazy

from portal.core import searching
from portal.core.searching import Kind
from portal.editorial.searching import documents, pages, terms
from portal.editorial.searching.pages import kind_key_of

__all__ = ["kind_key_of", "register"]


def register() -> None:
    kinds = (
        (pages.OTHER, gettext_lazy("Pages"), 10, 1.0),
        ("news", gettext_lazy("News"), 60, 0.7),
        ("events", gettext_lazy("Events"), 70, 0.7),
        ("calls", gettext_lazy("Calls"), 80, 0.8),
        (pages.LIBRARY, gettext_lazy("Library"), 90, 0.8),
        ("videos", gettext_lazy("Videos"), 100, 0.6),
    )
    for key, label, position, weight in kinds:
        entries, fingerprint = partial(pages.entries, key), partial(pages.fingerprint, key)
        searching.register(Kind(key, label, position, entries, weight, fingerprint))
    _register_files_and_terms()


def _register_files_and_terms() -> None:
    searching.register(
        Kind(
            "documents",
            gettext_lazy("Files"),
            110,
            documents.entries,
            0.5,
            documents.fingerprint,
            follows=("wagtaildocs.document",),
        )
    )
    searching.register(
        Kind(
            "glossary",
            gettext_lazy("Glossary"),
            50,
            terms.entries,
            0.9,
            terms.fingerprint,
            follows=("editorial.glossaryterm",),
            keys_of=terms.keys_of,
        )
    )
