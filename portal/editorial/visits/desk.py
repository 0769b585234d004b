"""The owner's figures in the site's administration."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from portal.core.charts import drawing
from portal.core.downloads import CONTENT_TYPES, write
from portal.editorial.visits.permissions import check_can_read_figures
from portal.editorial.visits.presenters import figures_dataset, present_figures
from portal.editorial.visits.queries import get_owners_figures


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    check_can_read_figures(request.user)
    view = present_figures(get_owners_figures())
    context = {"view": view, "chart": drawing(view.chart, "wide"), "searches_url": _searches_url()}
    return render(request, "wagtailadmin/digest/figures.html", context)


@require_safe
def figures_file(request: HttpRequest, suffix: str) -> HttpResponse:
    check_can_read_figures(request.user)
    stream = BytesIO()
    write(figures_dataset(get_owners_figures()), suffix, stream)
    name = f'attachment; filename="portal-figures.{suffix}"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(stream.getvalue(), content_type=CONTENT_TYPES[suffix], headers=headers)


def _searches_url() -> str:
    """The report of searches without results, which a room above this one keeps."""
    try:
        return reverse("search_nothing_found")
    except NoReverseMatch:
        return ""
