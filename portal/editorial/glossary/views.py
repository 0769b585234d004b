"""The glossary's page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.editorial.glossary.presenters import present_glossary
from portal.editorial.glossary.queries import list_terms
from portal.editorial.models.glossary import GlossaryTerm

LONGEST_QUERY = 100


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms, or those that hold the words of `q`."""
    language = get_language() or settings.LANGUAGE_CODE
    asked = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    view = present_glossary(list_terms(language), asked, reverse("editorial:glossary"), language)
    return render(request, "editorial/glossary.html", {"page": view.page, "view": view})


def preview(request: HttpRequest, term: GlossaryTerm) -> HttpResponse:
    """The glossary with the one entry that is being written."""
    language = get_language() or settings.LANGUAGE_CODE
    view = present_glossary((term,), "", reverse("editorial:glossary"), language)
    return render(request, "editorial/glossary.html", {"page": view.page, "view": view})
