"""Analysts upload a table, wait for the engine, and fetch what it wrote. Nobody else sees any of it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from observatory.analyses.actions import begin_analysis, delete_analysis
from observatory.analyses.forms import FILES, AnalysisForm
from observatory.analyses.running import RESULTS
from observatory.analyses.tasks import work_on_analysis
from observatory.models import Analysis
from observatory.permissions import check_can_analyse, check_can_see_analysis
from observatory.presenters.analyses import present_analysis, present_upload
from portal.core.errors import NotFound

KEPT_CHOICES = ("grand_total", "rules", "measures", "local", "absent_is_zero", "fewest_regions")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def analyse(request: HttpRequest) -> HttpResponseBase:
    """The form, with the choices of an earlier analysis where `again` names one, and what the analyst has."""
    check_can_analyse(request.user)
    form = (
        AnalysisForm(request.POST, request.FILES) if request.method == "POST" else AnalysisForm(initial=_again(request))
    )
    if form.is_bound and form.is_valid():
        return _begin(request, form)
    view = present_upload(tuple(Analysis.objects.filter(owner=request.user)))
    context = {"page": view.page, "view": view, "form": form}
    return render(request, "observatory/analyse.html", context, status=400 if form.is_bound else 200)


def _again(request: HttpRequest) -> dict[str, object]:
    key = request.GET.get("again", "")
    if not key:
        return {}
    options = _own(request, key).options
    return {name: options[name] for name in KEPT_CHOICES}


def _begin(request: HttpRequest, form: AnalysisForm) -> HttpResponseRedirect:
    files = {name: form.cleaned_data[name] for name in FILES if form.cleaned_data[name]}
    with transaction.atomic():
        analysis, is_new = begin_analysis(
            owner=request.user, token=form.cleaned_data["token"], options=form.options, files=files
        )
        if is_new:
            transaction.on_commit(lambda: work_on_analysis.enqueue(str(analysis.pk)))
    return HttpResponseRedirect(reverse("observatory:analysis", args=[analysis.pk]))


@require_safe
@never_cache
@login_required
def analysis(request: HttpRequest, key: str) -> HttpResponse:
    view = present_analysis(_own(request, key))
    return render(request, "observatory/analysis.html", {"page": view.page, "view": view})


@require_safe
@never_cache
@login_required
def analysis_file(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """One of the files that the engine wrote; no other file of the folder."""
    found = _own(request, key)
    path = found.folder / RESULTS / name
    if name not in found.files or not path.is_file():
        raise NotFound(gettext("This analysis has no such file, or it is deleted."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{found.title.rsplit('.', 1)[0]}-{name}")


@require_POST
@login_required
def analysis_delete(request: HttpRequest, key: str) -> HttpResponseRedirect:
    delete_analysis(analysis=_own(request, key))
    return HttpResponseRedirect(reverse("observatory:analyse"))


def _own(request: HttpRequest, key: object) -> Analysis:
    """For everybody but the owner it does not exist. Raises PermissionDenied for who is no analyst, Http404."""
    check_can_analyse(request.user)
    found = get_object_or_404(Analysis.objects.filter(owner=request.user), pk=key)
    check_can_see_analysis(request.user, found)
    return found
