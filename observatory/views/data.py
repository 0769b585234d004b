"""The page about releases, sources, coverage and checks, and its downloads."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from observatory.downloads import version_of
from observatory.presenters.data import present_data
from observatory.presenters.data_download import FIGURES, data_dataset
from observatory.queries.data import example_codes, list_releases, region_names
from observatory.views.asking import ask, canonical_redirect, page
from portal.core.downloads import Download, answer_table


@page
def data(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, required=())
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    names = region_names(example_codes(asked.release.report))
    view = present_data(asked.release, list_releases(), names, asked.address)
    return render(request, "observatory/data.html", {"page": view.page, "view": view, "release": asked.release})


@page
def data_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """One table of the page, named by `figure`; coverage without it."""
    asked = ask(request, required=("figure",), figure=FIGURES)
    figure, releases = asked.selection.figure, list_releases()
    version = f"{version_of(asked.release)}-{len(releases)}"
    download = Download(f"{figure}-{asked.release.code}", suffix, version, figure)
    return answer_table(request, download, lambda: data_dataset(asked.release, releases, figure))
