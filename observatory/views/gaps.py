"""Known gaps: what the source does not publish, by country and year."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from observatory.presenters.answers.gaps import gaps_chart, present_gaps
from observatory.presenters.answers.gaps_shown import shown_gaps
from observatory.presenters.answers.gaps_table import gaps_dataset
from observatory.presenters.choosing import filter_form
from observatory.queries.gaps import list_gaps
from observatory.queries.names import get_names
from observatory.views.answering import is_image, send_chart, send_table
from observatory.views.asking import ask, canonical_redirect, page

REQUIRED = ("year",)
OPTIONAL = ("country",)


@page
def gaps(request: HttpRequest) -> HttpResponseBase:
    """All countries of a year, or all years of a country."""
    asked = ask(request, REQUIRED, OPTIONAL)
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    shown = shown_gaps(list_gaps(asked.release), asked.release, asked.selection)
    view = present_gaps(shown, asked.path)
    filters = filter_form(asked.path, asked.selection, asked.choices, get_names(), (*OPTIONAL, *REQUIRED))
    context = {"page": view.page, "view": view, "release": asked.release, "filters": filters}
    return render(request, "observatory/gaps.html", context)


@page
def gaps_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every country and year as a table, or the chart."""
    asked = ask(request, REQUIRED, OPTIONAL)
    found = list_gaps(asked.release)
    if is_image(suffix):
        name = f"gaps-{asked.selection.country or asked.selection.year}"
        return send_chart(
            request, asked, name, suffix, lambda: gaps_chart(shown_gaps(found, asked.release, asked.selection))
        )
    return send_table(request, asked, "gaps", suffix, lambda: gaps_dataset(found, asked.release, "gaps"))
