"""The list of videos on paper: the same filters as the page, as a tagged PDF."""

import hashlib

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.downloads import Download
from portal.core.errors import NotFound
from portal.core.kept_files import answer_kept
from portal.core.menu import localised
from portal.core.pdf import pdf_problem
from portal.editorial.listing import Narrowed
from portal.editorial.models import VideoIndexPage, VideoPage
from portal.editorial.videos.paper import as_pdf, present_list

MOST = 500


@require_safe
def videos_pdf(request: HttpRequest) -> HttpResponseBase:
    """Made once for every state of the list. 2 queries, 1 more for a chosen topic, none where the reader has it."""
    path = localised("/videos/")
    if problem := pdf_problem():
        raise NotFound(problem, [(_("The list as a page"), path)])
    facets, language = VideoIndexPage.facets, get_language() or settings.LANGUAGE_CODE
    narrowed = Narrowed(facets.parse(request.GET).pairs)
    facets.check(narrowed)
    rows = facets.rows(VideoPage.objects.shown(language), narrowed)
    download = Download("videos", "pdf", _version(rows), f"{language}|{narrowed.query}")
    return answer_kept(request, download, lambda: as_pdf(present_list(rows[:MOST], narrowed.address(path)), language))


def _version(rows) -> str:
    """Changes when a video of the list is published, changed or taken down."""
    state = rows.order_by().aggregate(count=Count("pk"), latest=Max("last_published_at"))
    return "videos-" + hashlib.sha256(f"{state['count']} {state['latest']}".encode()).hexdigest()[:12]
