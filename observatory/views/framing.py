"""The pages that other sites may frame: a figure with title, source and a link back, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from observatory.presenters.embedding import page_of, present_frame
from observatory.presenters.sheets import Leaving
from observatory.views.asking import Asked
from portal.core.page import PageMeta

FRAME = "frame"
ANY_SITE = {"frame-ancestors": ["*"]}


def answer_frame(request: HttpRequest, asked: Asked, figure: Leaving) -> HttpResponse:
    """The frame of a figure; only `framable` lets other sites show it."""
    context = {
        "page": PageMeta(
            title=figure.title,
            description=figure.summary or gettext("A figure of the Observatory"),
            canonical_path=page_of(asked.address),
            is_indexable=False,
        ),
        "frame": present_frame(figure, asked.address),
        "release": asked.release,
    }
    response = render(request, "observatory/embed.html", context)
    response.is_frame = True  # type: ignore[attr-defined] (told to `framable`)
    return response


def framable(response: HttpResponse) -> HttpResponse:
    """Let other sites frame a frame. "Not modified" too: browsers take over its headers into the page they keep."""
    if response.status_code == 304 or getattr(response, "is_frame", False):
        response.xframe_options_exempt = True  # type: ignore[attr-defined] (Django's own hook)
        response._csp_replace = ANY_SITE  # type: ignore[attr-defined] (django-csp's own hook)
    return response
