"""Find your region by name, code or postcode; all regions by country."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from observatory.presenters.find import present_find
from observatory.queries.regions import list_regions
from observatory.views.asking import tagged
from portal.registry.queries import find_regions


@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """One region that answers is shown at once; several are listed; none: the page says what to do."""
    text = request.GET.get("q", "").strip()
    matches = find_regions(text) if text else []
    if len(matches) == 1:
        return HttpResponseRedirect(reverse("observatory:region", args=[matches[0].code]))
    view = present_find(text, matches, list_regions())
    return tagged(request, render(request, "observatory/find.html", {"page": view.page, "view": view}))
