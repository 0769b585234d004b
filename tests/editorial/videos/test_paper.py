"""The list of videos as a PDF: what each shows, how long it is and where to see it, as the filters choose."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from portal.core import pdf
from tests.core.pango import needs_pango
from tests.editorial.factories import make_home
from tests.editorial.videos import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.VAR_DIR = tmp_path


def text_of(response) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(b"".join(response)))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_machine_that_cannot_make_it_leads_to_the_page(client: Client, monkeypatch):
    monkeypatch.setattr(pdf, "_missing", lambda: ("Pango",))
    assert client.get("/videos.pdf").status_code == 404


class TestWithPango:
    pytestmark = needs_pango()

    def test_it_says_what_each_video_shows_how_long_it_is_and_where(self, client: Client):
        videos = factories.make_videos(make_home())
        factories.make_video(videos, "film", title="A film", duration=timedelta(minutes=3, seconds=25))
        reader, text = text_of(client.get("/videos.pdf"))
        assert reader.metadata.title.startswith("Videos")
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        for words in ("A film", "3:25", "What it shows.", "/videos/film/"):
            assert words in text

    def test_it_holds_what_the_filters_choose_and_follows_every_change(self, client: Client):
        videos = factories.make_videos(make_home())
        factories.make_video(videos, "french", spoken_language="fr")
        german = factories.make_video(videos, "german", spoken_language="de")
        assert "French" not in text_of(client.get("/videos.pdf?spoken=de"))[1].replace("Sample", "")
        german.title = "Renamed"
        german.save_revision().publish()
        assert "Renamed" in text_of(client.get("/videos.pdf?spoken=de"))[1]

    def test_who_has_it_is_not_sent_it_again(self, client: Client):
        factories.make_videos(make_home())
        response = client.get("/videos.pdf")
        b"".join(response)
        assert client.get("/videos.pdf", headers={"If-None-Match": response["ETag"]}).status_code == 304

    def test_without_videos_it_says_so(self, client: Client):
        factories.make_videos(make_home())
        assert "No video fits" in text_of(client.get("/videos.pdf"))[1]

    def test_a_choice_that_does_not_exist_is_bad(self, client: Client):
        assert client.get("/videos.pdf?spoken=xx").status_code == 400
