"""The smallest valid videos."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from portal.editorial.models import VideoIndexPage, VideoPage
from portal.home.models import HomePage
from tests.core.uploads.attacks import MP4, VTT
from tests.editorial.library.factories import make_document

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"


def make_poster() -> Image:
    data = BytesIO()
    Picture.new("RGB", (64, 36), "navy").save(data, "PNG")
    return Image.objects.create(title="Poster", file=ContentFile(data.getvalue(), "poster.png"))


def make_film() -> Document:
    return make_document("film.mp4", MP4)


def make_captions() -> Document:
    return make_document("film.vtt", VTT)


def make_videos(home: HomePage) -> VideoIndexPage:
    return home.add_child(instance=VideoIndexPage(title="Videos", slug="videos"))


def make_video(index: VideoIndexPage, slug: str = "film", **fields) -> VideoPage:
    values = {
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "summary": "What it shows.",
        "duration": timedelta(minutes=3, seconds=25),
        "poster_alt": "A bridge.",
        "transcript": "<p>Everything that is said.</p>",
        "external_url": "" if fields.get("file") else YOUTUBE,
    }
    fields = {"poster": fields.pop("poster", None) or make_poster(), **fields}
    return index.add_child(instance=VideoPage(**{**values, **fields}))
