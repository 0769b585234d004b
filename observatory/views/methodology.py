"""The page that says how every figure is computed."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from observatory.presenters.methodology import LiveFacts, present_methodology
from observatory.queries.methodology import count_results, count_totals, get_example, list_coverage, list_schemes
from observatory.views.asking import ask, canonical_redirect, page


@page
def methodology(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, required=())
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    facts = LiveFacts(
        release=asked.release,
        example=get_example(asked.release),
        results=count_results(asked.release),
        totals=count_totals(asked.release),
        coverage=list_coverage(asked.release),
        schemes=list_schemes(),
    )
    view = present_methodology(facts, asked.address)
    context = {"page": view.page, "view": view, "release": asked.release}
    return render(request, "observatory/methodology.html", context)
