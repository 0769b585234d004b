"""A video as schema.org describes it, for search engines."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.duration import duration_iso_string
from django.utils.html import strip_tags
from wagtail.models import Page

from portal.editorial.json_ld import CONTEXT
from portal.editorial.videos.players import framed
from portal.editorial.videos.presenters import POSTER_LARGE


def video_object(page: Page, request: HttpRequest) -> dict[str, Any]:
    """VideoObject of a video page: `contentUrl` of our own file, `embedUrl` of another site's player."""
    frame = framed(page.external_url)
    published = page.first_published_at
    own = {"contentUrl": request.build_absolute_uri(page.file.url)} if page.file else {}
    other = {"embedUrl": frame.url} if frame else {}
    spoken = {"inLanguage": page.spoken_language} if page.spoken_language else {}
    return {
        "@context": CONTEXT,
        "@type": "VideoObject",
        "name": page.title,
        "description": page.summary,
        "uploadDate": published.isoformat() if published else page.date.isoformat(),
        "duration": duration_iso_string(page.duration or timedelta(0)),
        "thumbnailUrl": request.build_absolute_uri(page.poster.get_rendition(POSTER_LARGE).url),
        "transcript": " ".join(strip_tags(page.transcript.replace("<", " <")).split()),
        "url": request.build_absolute_uri(request.path),
        **own,
        **other,
        **spoken,
    }
