"""Terms, as small as they may be."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from portal.editorial.models import GlossaryTerm


def make_term(term: str = "Location quotient", language: str = "en", **fields: Any) -> GlossaryTerm:
    locale = Locale.objects.get_or_create(language_code=language)[0]
    values = {"slug": slugify(term), "definition": "<p>What it means.</p>", **fields}
    return GlossaryTerm.objects.create(term=term, locale=locale, **values)
