"""Terms of the glossary, each with its place on the glossary's page."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, Max, Model
from django.utils.html import strip_tags
from django.utils.translation import override

from portal.core.searching import Entry
from portal.editorial.models import GlossaryTerm


def entries(keys: Sequence[str] | None, languages: Sequence[str]) -> Iterator[Entry]:
    """Live terms by translation key. 1 query."""
    terms = GlossaryTerm.objects.live().filter(locale__language_code__in=languages).select_related("locale")
    for term in terms if keys is None else terms.filter(translation_key__in=keys):
        with override(term.locale.language_code):
            yield _entry(term)


def fingerprint() -> str:
    """1 query."""
    found = GlossaryTerm.objects.live().aggregate(count=Count("pk"), latest=Max("changed_at"))
    return f"{found['count']} {found['latest']}"


def keys_of(term: Model) -> tuple[str, ...]:
    return (str(getattr(term, "translation_key", "")),)


def _entry(term: GlossaryTerm) -> Entry:
    definition = " ".join(strip_tags(term.definition.replace("<", " <")).split())
    return Entry(
        key=str(term.translation_key),
        language=term.locale.language_code,
        title=term.term,
        path=term.get_absolute_url(),
        names=term.forms,
        summary=definition,
    )
