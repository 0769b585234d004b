"""The portal's addresses and views that fail in every way that readers can meet."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from portal.config.urls import handler400, handler403, handler404, handler500
from portal.config.urls import urlpatterns as portal_urlpatterns
from portal.core.errors import BadChoice, NotFound

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bad_choice(request):
    raise BadChoice("year", request.GET.get("year", ""), ["2014", "2013"])


def unknown_code(request):
    raise NotFound("There is no region DE22X.", [("DE22 Niederbayern", "/observatory/regions/DE22/")])


def gone(request):
    raise Http404


def forbidden(request):
    raise PermissionDenied


def unreadable(request):
    raise SuspiciousOperation


def broken(request):
    raise RuntimeError("deliberate")


urlpatterns = [
    path("test/bad-choice/", bad_choice),
    path("test/bad-choice.csv", bad_choice),
    path("test/unknown-code/", unknown_code),
    path("test/gone/", gone),
    path("test/forbidden/", forbidden),
    path("test/unreadable/", unreadable),
    path("test/broken/", broken),
    *portal_urlpatterns,
]
