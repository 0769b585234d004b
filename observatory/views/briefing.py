"""Briefings: the files, and the page on which a reader waits until the queue has made one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from observatory.briefing.finding import find_job
from observatory.briefing.job import Job, State
from observatory.briefing.jobs import ensure_file
from observatory.converters import DOCUMENT_FORMATS
from observatory.presenters.briefing.links import waiting_address
from observatory.presenters.briefing.waiting import FORMAT_NAMES, present_about, present_waiting
from observatory.views.asking import page
from portal.core.errors import BadChoice, NotFound
from portal.core.kept_files import answer_kept
from portal.core.pdf import pdf_problem

OTHER_FORMAT = "docx"


@page
def briefing_file(request: HttpRequest, suffix: str, **codes: str) -> HttpResponseBase:
    """The file at the address of its page; made in this request where nobody has made it yet."""
    query = request.META.get("QUERY_STRING", "")
    job = _job(f"{request.path.removesuffix(f'.{suffix}')}/?{query}", suffix)
    return answer_kept(request, job.download, job.make)


@page
def briefing(request: HttpRequest) -> HttpResponseBase:
    """Have the file made by the queue, show how far it is, and lead to it. Asked twice it is made once."""
    suffix = request.GET.get("format", "") or DOCUMENT_FORMATS[0]
    if suffix not in DOCUMENT_FORMATS:
        raise BadChoice("format", suffix, DOCUMENT_FORMATS)
    if not request.GET.get("of"):
        view = present_about()
        return render(request, "observatory/briefing_about.html", {"page": view.page, "view": view})
    return _waiting(request, _job(request.GET["of"], suffix))


def _job(address: str, suffix: str) -> Job:
    """Raises NotFound for a page without a briefing, and where the machine cannot make the format."""
    job = find_job(address, suffix)
    if suffix == "pdf" and (problem := pdf_problem()):
        raise NotFound(problem, [(FORMAT_NAMES[OTHER_FORMAT], waiting_address(job.page, OTHER_FORMAT))])
    return job


def _waiting(request: HttpRequest, job: Job) -> HttpResponseBase:
    progress = ensure_file(job, request.GET.get("again", ""))
    if progress.state == State.READY and not request.GET.get("waited"):
        return HttpResponseRedirect(job.address)
    if progress.state == State.READY and request.GET.get("start"):
        return HttpResponse(status=204, headers={"HX-Redirect": job.address})
    view = present_waiting(job, progress)
    return render(request, "observatory/briefing_waiting.html", {"page": view.page, "view": view})
