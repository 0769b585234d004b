"""Questions to the glossary."""

from django.conf import settings

from portal.editorial.glossary.linking import LinkedTerm
from portal.editorial.models.glossary import GlossaryTerm


def list_linked(language: str) -> tuple[LinkedTerm, ...]:
    """Live terms of a language that are linked in pages. 1 query."""
    terms = GlossaryTerm.objects.live().filter(is_linked=True, locale__language_code=language).order_by("pk")
    fields = terms.only("slug", "term", "other_forms")
    return tuple(LinkedTerm(term.slug, term.forms) for term in fields)


def list_terms(language: str) -> tuple[GlossaryTerm, ...]:
    """Live terms that a reader of `language` meets, untranslated ones in the default language. 1 query."""
    terms = GlossaryTerm.objects.readable_in(language, settings.LANGUAGE_CODE).select_related("locale")
    return tuple(terms.order_by("term", "pk"))
