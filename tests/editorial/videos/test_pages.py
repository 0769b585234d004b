"""Videos: who cannot watch one reads it, nothing of another site is loaded before consent, our own files play."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portal.accounts.models import User
from portal.editorial.models import VideoPage
from tests.editorial.factories import make_home
from tests.editorial.videos import factories
from tests.pages import assert_page, every

# Wagtail leaves the temporary file of a rendition to the garbage collector, which warns.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def videos():
    return factories.make_videos(make_home())


def own_video(videos, **fields):
    tracks = [("track", {"language": "fr", "file": factories.make_captions()})]
    values = {"file": factories.make_film(), "captions": tracks, "spoken_language": "fr"}
    return factories.make_video(videos, **{**values, **fields})


def json_ld(tree):
    return json.loads(next(script.text for script in every(tree, "script") if "ld+json" in (script.get("type") or "")))


def test_an_empty_list_says_what_will_stand_here(client: Client, videos):
    assert "No videos yet" in [heading.text for heading in every(assert_page(client.get("/videos/")), "h2")]


def test_videos_stand_newest_first_with_length_and_language(client: Client, videos):
    factories.make_video(videos, "older", date=date(2025, 1, 1))
    factories.make_video(videos, "newer", date=date(2026, 1, 1), duration=timedelta(hours=1, seconds=5))
    html = client.get("/videos/").content.decode()
    assert html.index("Newer") < html.index("Older")
    assert "1:00:05" in html
    assert "3:25" in html


def test_a_list_is_narrowed_by_the_language_spoken(client: Client, videos):
    factories.make_video(videos, "french", spoken_language="fr")
    factories.make_video(videos, "german", spoken_language="de")
    html = client.get("/videos/?spoken=de").content.decode()
    assert "/videos/german/" in html
    assert "/videos/french/" not in html
    assert client.get("/videos/?spoken=xx").status_code == 400


def test_the_list_on_paper_keeps_the_filters(client: Client, videos):
    factories.make_video(videos, "german", spoken_language="de")
    assert 'href="/videos.pdf?spoken=de"' in client.get("/videos/?spoken=de").content.decode()


def test_our_own_video_plays_with_captions_and_waits_for_the_reader(client: Client, videos):
    own_video(videos)
    tree = assert_page(client.get("/videos/film/"))
    player, track = every(tree, "video")[0], every(tree, "track")[0]
    assert player.get("preload") == "none"
    assert player.get("controls") is not None
    assert player.get("poster")
    assert (track.get("kind"), track.get("srclang"), track.get("label")) == ("captions", "fr", "French")
    assert every(tree, "source")[0].get("type") == "video/mp4"


def test_every_video_has_its_transcript_and_a_way_to_it(client: Client, videos):
    own_video(videos)
    factories.make_video(videos, "elsewhere")
    for path in ("/videos/film/", "/videos/elsewhere/"):
        html = client.get(path).content.decode()
        assert "Everything that is said." in html
        assert 'href="#transcript"' in html


def test_nothing_of_another_site_is_loaded_before_consent(client: Client, videos):
    factories.make_video(videos)
    tree = assert_page(client.get("/videos/film/"))
    assert every(tree, "iframe") == []
    sources = [one.get("src") for tag in ("img", "script", "source", "video") for one in every(tree, tag)]
    assert all(source.startswith("/") for source in sources if source)
    link = next(one for one in every(tree, "a") if "youtube" in (one.get("href") or ""))
    assert link.get("referrerpolicy") == "no-referrer"
    assert "Agree and open YouTube" in "".join(link.itertext())


def test_a_frame_is_admitted_on_the_page_of_the_video_and_only_of_its_site(client: Client, videos):
    factories.make_video(videos)
    own_video(videos, slug="own")
    assert "frame-src https://www.youtube-nocookie.com" in client.get("/videos/film/")["Content-Security-Policy"]
    assert "vimeo" not in client.get("/videos/film/")["Content-Security-Policy"]
    for path in ("/videos/", "/videos/own/"):
        assert "frame-src" not in client.get(path)["Content-Security-Policy"]


def test_a_video_describes_itself_to_machines(client: Client, videos):
    own_video(videos, date=date(2026, 2, 1))
    data = json_ld(assert_page(client.get("/videos/film/")))
    assert data["@type"] == "VideoObject"
    assert data["duration"] == "P0DT00H03M25S"
    assert data["contentUrl"].endswith(".mp4")
    assert data["transcript"] == "Everything that is said."


def faults(**fields) -> dict[str, list[str]]:
    values = {
        "title": "Film",
        "slug": "film",
        "summary": "What it shows.",
        "duration": timedelta(minutes=1),
        "poster": factories.make_poster(),
        "poster_alt": "A bridge.",
        "transcript": "<p>Words.</p>",
    }
    with pytest.raises(ValidationError) as refused:
        VideoPage(**{**values, **fields}).full_clean(exclude=["path", "depth", "url_path"])
    return refused.value.message_dict


def test_a_video_stands_in_one_place():
    assert "file" in faults()
    assert "file" in faults(file=factories.make_film(), external_url=factories.YOUTUBE)


def test_a_file_is_a_video():
    assert faults(file=factories.make_captions())["file"] == ["Choose an MP4 or WebM file."]


def test_another_site_is_one_whose_player_we_know():
    assert "YouTube, Vimeo" in faults(external_url="https://example.org/film")["external_url"][0]


def test_a_site_that_the_settings_do_not_admit_is_refused(settings):
    settings.PORTAL_VIDEO_HOSTS = ["player.vimeo.com"]
    assert "one of: Vimeo." in faults(external_url=factories.YOUTUBE)["external_url"][0]


def test_speech_in_our_own_video_needs_captions():
    assert "captions" in faults(file=factories.make_film(), spoken_language="en")


def test_captions_are_web_vtt():
    tracks = [("track", {"language": "en", "file": factories.make_film()})]
    assert "captions" in faults(file=factories.make_film(), spoken_language="en", captions=tracks)


@pytest.mark.parametrize("field", ["transcript", "poster_alt", "summary"])
def test_what_a_reader_needs_cannot_be_left_out(field):
    assert field in faults(**{field: ""})


def test_a_video_without_length_is_refused():
    assert "duration" in faults(duration=timedelta(0), external_url=factories.YOUTUBE)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_the_pages_stay_within_twelve_queries(client: Client, videos, is_signed_in, django_assert_max_num_queries):
    own_video(videos)
    if is_signed_in:
        client.force_login(User.objects.create_user("reader@example.org"))
    for path in ("/videos/", "/videos/film/"):
        client.get(path)
        with django_assert_max_num_queries(12):
            client.get(path)


def test_a_list_costs_the_same_for_few_and_many(client: Client, videos, django_assert_max_num_queries):
    poster = factories.make_poster()
    for number in range(3):
        factories.make_video(videos, f"film-{number}", poster=poster)
    client.get("/videos/")
    with django_assert_max_num_queries(12) as few:
        client.get("/videos/")
    for number in range(3, 30):
        factories.make_video(videos, f"film-{number}", poster=poster)
    with django_assert_max_num_queries(12) as many:
        client.get("/videos/")
    assert len(many) == len(few)
