"""The list of videos as a PDF: what each shows, how long it is and where to see it."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page, PageQuerySet

from portal.core.formatting import day
from portal.core.pdf import lay_out
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.videos.presenters import clock

STYLE_SHEETS = ("css/tokens.css", "css/video-list.css")


@dataclass(frozen=True, slots=True)
class PaperVideo:
    title: str
    summary: str
    duration: str
    date: str
    spoken: str
    topics: str
    address: str
    language: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class PaperList:
    """`address` is where the list stands as a page, with its filters."""

    videos: tuple[PaperVideo, ...]
    address: str
    made_on: str
    portal: str


def present_list(pages: PageQuerySet, path: str) -> PaperList:
    """2 queries: the videos and their topics."""
    videos = tuple(map(_video, pages.prefetch_related("topics")))
    return PaperList(videos, _absolute(path), day(timezone.localdate()), settings.PORTAL_NAME)


def as_pdf(paper: PaperList, language: str) -> bytes:
    """Raises PdfProblem where the machine cannot make a PDF."""
    html = render_to_string("editorial/videos/paper.html", {"paper": paper, "language": language})
    return lay_out(html, STYLE_SHEETS).write()


def _video(page: Page) -> PaperVideo:
    return PaperVideo(
        title=page.title,
        summary=page.summary,
        duration=clock(page.duration),
        date=day(page.date),
        spoken=page.spoken,
        topics=", ".join(topic.local_name for topic in page.topics.all()),
        address=_absolute(reader_path(page)),
        language=foreign_language(content_language(page)),
        is_sample=page.is_sample,
    )


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
