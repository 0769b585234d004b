"""`/observatory/embed/…`: every figure that has an image address, as a page for the frames of other sites."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from observatory.presenters.embedding import page_of
from observatory.views.framing import FRAME, framable
from portal.core.errors import NotFound


@require_safe
def embed(request: HttpRequest, page: str = "") -> HttpResponseBase:
    """The figure of the page that stands at the same address without `embed/`, under the same parameters.

    The view of its pictures answers in another form, so a new figure can be framed without a line here. Raises
    NotFound where the page has no figure.
    """
    picture = f"{page_of(request.path_info).rstrip('/')}.svg"
    try:
        found = resolve(picture)
    except Resolver404:
        found = None
    if found is None or found.kwargs.get("suffix") != "svg":
        message = gettext("This page has no figure that other sites can show.")
        raise NotFound(message, [(gettext("The map of the Observatory"), reverse("observatory:mapping"))])
    return framable(found.func(request, *found.args, **found.kwargs | {"suffix": FRAME}))
