"""Videos as lists, pages and paper show them. The models call these, so pages come in untyped."""

from dataclasses import dataclass
from datetime import timedelta

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.formatting import day
from portal.core.uploads.refusal import suffix_of
from portal.editorial.languages import language_name
from portal.editorial.meta import content_language, foreign_language, reader_path
from portal.editorial.presenters import Item
from portal.editorial.videos.players import Framed, framed

POSTER = "fill-480x270"
POSTER_LARGE = "fill-1280x720"
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class VideoRow:
    """A video in a list, as a card."""

    title: str
    url: str
    summary: str
    meta: str
    image: str
    alt: str
    language: str = ""  # of title and summary, where it is not that of the request
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language; the first is shown at first."""

    language: str
    label: str
    url: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Video:
    """What the page of a video shows: our own file with its captions, or the frame of another site."""

    poster: str
    poster_alt: str
    duration: str
    date: str
    datetime: str
    spoken: str
    file_url: str = ""
    file_type: str = ""
    file_note: str = ""
    captions: str = ""  # names of their languages
    tracks: tuple[Track, ...] = ()
    frame: Framed | None = None
    external_url: str = ""


def clock(duration: timedelta) -> str:
    """`205 s` → "3:25", `3725 s` → "1:02:05"."""
    seconds = round(duration.total_seconds())
    hours, minutes, rest = seconds // HOUR, seconds % HOUR // MINUTE, seconds % MINUTE
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def video_row(page: Page) -> VideoRow:
    return VideoRow(
        title=page.title,
        url=reader_path(page),
        summary=page.summary,
        meta=" · ".join(filter(None, [clock(page.duration), page.spoken, day(page.date)])),
        image=page.poster.get_rendition(POSTER).url,
        alt=page.poster_alt,
        language=foreign_language(content_language(page)),
        is_sample=page.is_sample,
    )


def video_item(page: Page) -> Item:
    """A video among the lists of the home page, without its picture."""
    return Item(
        title=page.title,
        url=reader_path(page),
        language=foreign_language(content_language(page)),
        summary=page.summary,
        datetime=page.date.isoformat(),
        date_text=day(page.date),
        detail=clock(page.duration),
        is_sample=page.is_sample,
    )


def present_video(page: Page) -> Video:
    """1 query for the poster's rendition; 1 for our own file and 1 for its captions."""
    source = _own(page) if page.file else _other(page)
    return Video(
        poster=page.poster.get_rendition(POSTER_LARGE).url,
        poster_alt=page.poster_alt,
        duration=clock(page.duration),
        date=day(page.date),
        datetime=page.date.isoformat(),
        spoken=page.spoken or _("nobody speaks"),
        **source,
    )


def _own(page: Page) -> dict[str, object]:
    suffix = suffix_of(page.file.filename)
    tracks = tuple(
        Track(
            track.value["language"],
            language_name(track.value["language"]),
            track.value["file"].url,
            is_default=place == 0,
        )
        for place, track in enumerate(page.captions)
        if track.value["file"]
    )
    return {
        "file_url": page.file.url,
        "file_type": f"video/{suffix}",
        "file_note": f"{suffix.upper()}, {filesizeformat(page.file.get_file_size())}",
        "tracks": tracks,
        "captions": ", ".join(track.label for track in tracks),
    }


def _other(page: Page) -> dict[str, object]:
    return {"frame": framed(page.external_url), "external_url": page.external_url}
