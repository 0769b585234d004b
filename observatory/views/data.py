"""The page about releases, sources, coverage and checks, its downloads, and the files of a whole release."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext

from observatory.downloads import version_of
from observatory.exporting.files import TIDY, export_files
from observatory.exporting.keeping import keep, kept_sizes
from observatory.presenters.data import present_data
from observatory.presenters.data_download import FIGURES, data_dataset
from observatory.queries.data import example_codes, list_releases, region_names
from observatory.views.asking import ask, canonical_redirect, page
from portal.core.downloads import Download, answer_table, headed
from portal.core.errors import NotFound, shortened


@page
def data(request: HttpRequest) -> HttpResponseBase:
    asked = ask(request, required=())
    if elsewhere := canonical_redirect(request, asked):
        return elsewhere
    names = region_names(example_codes(asked.release.report))
    view = present_data(asked.release, list_releases(), names, asked.address, kept_sizes(asked.release))
    return render(request, "observatory/data.html", {"page": view.page, "view": view, "release": asked.release})


@page
def data_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """One table of the page, named by `figure`; coverage without it."""
    asked = ask(request, required=("figure",), figure=FIGURES)
    figure, releases = asked.selection.figure, list_releases()
    version = f"{version_of(asked.release)}-{len(releases)}"
    download = Download(f"{figure}-{asked.release.code}", suffix, version, figure)
    return answer_table(request, download, lambda: data_dataset(asked.release, releases, figure))


@page
def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the whole release, made first where nobody asked for it yet; never a redirect."""
    release = ask(request, required=()).release
    file = export_files(release).get(name)
    if file is None:
        whole = (gettext("The whole release as tidy CSV"), reverse("observatory:data-file", args=[TIDY]))
        raise NotFound(gettext("There is no file %(name)s.") % {"name": shortened(name)}, [whole])
    stem, _, suffix = name.partition(".")
    download = Download(f"eu-clusters-{release.code}-{stem}", suffix, version_of(release), name)
    unchanged = get_conditional_response(request, etag=download.etag)
    if unchanged is not None:
        return headed(unchanged, download)
    return headed(FileResponse(keep(release, file).open("rb"), content_type=file.content_type), download)
