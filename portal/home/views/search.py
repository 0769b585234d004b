"""The one box for everything: results, suggestions while typing, and the search as browsers add it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from portal.home.search.addresses import check_kind, check_page
from portal.home.search.finding import find, languages_read
from portal.home.search.parsing import parse
from portal.home.search.presenters import present_search, present_suggestions
from portal.home.search.queries import suggest

MINUTES = 300


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Results of all kinds or of one."""
    kind, page = request.GET.get("kind", ""), request.GET.get("page") or "1"
    check_kind(kind)
    number = check_page(page)
    answer = find(request.GET.get("q", ""), _language(), kind, number)
    view = present_search(answer, kind, number)
    return render(request, "home/search.html", {"page": view.page, "view": view, "hide_search": True})


@require_safe
@cache_control(private=True, max_age=MINUTES)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Part of a page, asked for while a reader types; as a page of its own it is the page of results."""
    asked = parse(request.GET.get("q", ""))
    if not request.headers.get("X-Requested-With"):
        return redirect(f"{reverse('home:search')}?{request.GET.urlencode()}")
    offers = present_suggestions(suggest(asked, languages_read(_language()))) if asked.wanted else ()
    return render(request, "home/search_suggestions.html", {"offers": offers, "text": asked.text})
