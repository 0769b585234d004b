"""Report a problem with a figure: a form, and a page of thanks."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from observatory.presenters.trail import trail
from observatory.reporting.actions import report_figure
from observatory.reporting.forms import ReportForm
from portal.core.page import Link, PageMeta
from portal.core.reader_forms import accepts, status_of

CARRIED = {"address": 500, "release": 50, "cell": 100}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest) -> HttpResponseBase:
    form = ReportForm(request.POST) if request.method == "POST" else ReportForm(initial=_carried(request))
    if form.is_bound and accepts(form, request, "report"):
        if not form.is_from_a_machine:
            report_figure(**form.stored)
        return HttpResponseRedirect(reverse("observatory:report-thanks"))
    about = {key: form[key].value() or "" for key in CARRIED}
    context = {"page": _meta(gettext("Report a problem with a figure")), "form": form, "about": about}
    return render(request, "observatory/report.html", context, status=status_of(form))


def _carried(request: HttpRequest) -> dict[str, str]:
    """What the figure's row sent along; cut to what the form takes."""
    return {key: request.GET.get(key, "")[:length] for key, length in CARRIED.items()}


@require_safe
def report_thanks(request: HttpRequest) -> HttpResponseBase:
    return render(request, "observatory/report_thanks.html", {"page": _meta(gettext("Your report has been sent"))})


def _meta(title: str) -> PageMeta:
    path = reverse("observatory:report")
    return PageMeta(
        title=title,
        description=gettext("Tell the portal's analysts what is wrong with a figure."),
        canonical_path=path,
        breadcrumbs=trail(Link(title, path)),
        is_indexable=False,
        section="observatory",
    )
