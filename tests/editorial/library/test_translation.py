"""In every language an item and a video have their own words; what was published, filmed or filed is the same."""

import pytest
from django.test import Client
from django.utils.translation import override

from portal.editorial.models import LibraryItemPage, VideoPage
from tests.editorial.factories import make_home
from tests.editorial.library import factories
from tests.editorial.translating.worlds import all_at_once, publish, save, submit, target, write_texts
from tests.editorial.videos import factories as videos

# Wagtail leaves the temporary file of a rendition to the garbage collector, which warns.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def translated(page, mark: str = "FR "):
    """`page` in French, with the pages above it."""
    for above in (*page.get_ancestors().filter(depth__gt=2), page):
        translation = submit(above.specific, "fr")[-1]
        write_texts(translation, mark)
        publish(translation)
    return target(translation)


def test_an_item_has_its_own_words_and_the_same_file(client: Client):
    item = factories.make_item(factories.make_library(make_home()), "report", document=factories.make_document())
    french = translated(item)
    assert isinstance(french, LibraryItemPage)
    assert french.abstract == f"FR {item.abstract}"
    assert (french.document, french.year, french.publisher) == (item.document, item.year, item.publisher)
    with override("fr"):
        html = client.get("/fr/library/").content.decode()
    assert html.count("FR Report") == 1
    assert f"/fr/library/{french.slug}/" in html


def test_a_new_year_of_an_item_reaches_its_translations():
    item = factories.make_item(factories.make_library(make_home()), "report")
    french = translated(item)
    with all_at_once():
        save(item, year=2020)
    french.refresh_from_db()
    assert (french.year, french.abstract) == (2020, f"FR {item.abstract}")


def test_a_video_has_its_own_transcript_and_the_same_film():
    index = videos.make_videos(make_home())
    tracks = [("track", {"language": "en", "file": videos.make_captions()})]
    video = videos.make_video(index, file=videos.make_film(), captions=tracks, spoken_language="en")
    french = translated(video)
    assert isinstance(french, VideoPage)
    assert french.transcript.startswith("<p>FR ")
    assert french.poster_alt == f"FR {video.poster_alt}"
    assert (french.file, french.duration, french.poster) == (video.file, video.duration, video.poster)
    assert [track.value["language"] for track in french.captions] == ["en"]
