"""Answers for machines: readiness, the rules for robots and the icon."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from portal.core.languages import open_languages
from portal.home.queries import current_release

DAY = 24 * 60 * 60
CLOSED_TO_ROBOTS = ("/admin/", "/account/", "/styleguide/", "/observatory/report/", "/feedback/")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and a release is published, else 503 with the reason."""
    try:
        release = current_release()
    except DatabaseError:
        return JsonResponse({"database": False, "release": None}, status=503)
    answer = {"database": True, "release": release.code if release else None}
    return JsonResponse(answer, status=200 if release else 503)


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Some programs ask for this address without reading which icon a page names."""
    return HttpResponseRedirect(static("images/icon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    languages = [""] + [f"/{code}" for code in open_languages() if code != settings.LANGUAGE_CODE]
    closed = [f"Disallow: {prefix}{path}" for prefix in languages for path in CLOSED_TO_ROBOTS]
    sitemap = request.build_absolute_uri(reverse("plain:sitemap"))
    return HttpResponse("\n".join(["User-agent: *", *closed, f"Sitemap: {sitemap}", ""]), content_type="text/plain")
