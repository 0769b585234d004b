"""What editors meet when they add items and videos: forms, reasons for refusals, previews of what is unfinished."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.accounts.models import User
from portal.editorial.library.actions import read_text
from portal.editorial.models import LibraryItemPage, VideoPage
from tests.editorial.factories import make_home, make_standard
from tests.editorial.library import factories
from tests.editorial.videos import factories as videos

# Wagtail leaves the temporary file of a rendition to the garbage collector, which warns.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

NO_COMMENTS = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
ITEM = {
    "title": "A report",
    "slug": "a-report",
    "kind": "report",
    "year": "2014",
    "publisher": "A publisher",
    "abstract": "What it is about.",
    "link": "https://example.org/report",
}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org", "a-long-password"))
    return client


def add(client: Client, kind: str, parent, values: dict, **extra):
    url = reverse("wagtailadmin_pages:add", args=["editorial", kind, parent.pk])
    return client.post(url, {**nested_form_data(values), **NO_COMMENTS, **extra}, follow=True)


def test_an_editor_publishes_an_item(editor: Client):
    library = factories.make_library(make_home())
    add(editor, "libraryitempage", library, ITEM, file_languages=["fr", "en"], **{"action-publish": "1"})
    item = LibraryItemPage.objects.get()
    assert item.live
    assert item.file_languages == ["fr", "en"]
    assert editor.get("/library/a-report/").status_code == 200


def test_an_item_without_file_and_link_is_refused_with_the_reason(editor: Client):
    library = factories.make_library(make_home())
    html = add(editor, "libraryitempage", library, {**ITEM, "link": ""}).content.decode()
    assert "Choose a file or give a link." in html
    assert not LibraryItemPage.objects.exists()


def test_beside_the_file_stands_what_search_can_read_of_it(editor: Client):
    document = factories.make_document()
    item = factories.make_item(factories.make_library(make_home()), document=document)
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    assert "The text of the file is being read." in editor.get(url).content.decode()
    read_text(document=document)
    assert "The text was read. The file has 1 page." in editor.get(url).content.decode()


def video_values(**values) -> dict:
    return {
        "title": "A film",
        "slug": "a-film",
        "summary": "What it shows.",
        "date": "2026-02-01",
        "duration": "03:25",
        "spoken_language": "en",
        "poster": videos.make_poster().pk,
        "poster_alt": "A bridge.",
        "file": videos.make_film().pk,
        "captions": streamfield([("track", {"language": "en", "file": videos.make_captions().pk})]),
        "external_url": "",
        "transcript": rich_text("<p>Everything that is said.</p>"),
        **values,
    }


def test_an_editor_publishes_a_video_with_captions(editor: Client):
    index = videos.make_videos(make_home())
    add(editor, "videopage", index, video_values(), **{"action-publish": "1"})
    assert VideoPage.objects.get().duration.total_seconds() == 205
    assert "<track " in editor.get("/videos/a-film/").content.decode()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"captions": streamfield([])}, "Add captions, or leave the language spoken empty"),
        ({"external_url": "https://vimeo.com/1"}, "one of both"),
        ({"transcript": rich_text("")}, "Write down what is said"),
        ({"poster_alt": ""}, "This field is required"),
    ],
)
def test_a_video_that_not_everybody_can_follow_is_not_published(editor: Client, values, reason):
    index = videos.make_videos(make_home())
    answer = add(editor, "videopage", index, video_values(**values), **{"action-publish": "1"})
    assert reason in answer.content.decode()
    assert not VideoPage.objects.filter(live=True).exists()


@pytest.mark.parametrize("kind", ["videopage", "libraryitempage"])
def test_a_draft_that_has_only_a_title_can_be_looked_at(editor: Client, kind):
    home = make_home()
    parent = videos.make_videos(home) if kind == "videopage" else factories.make_library(home)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["editorial", kind, parent.pk])
    values = {"title": "Only a title", "slug": "only", "captions": streamfield([]), "transcript": rich_text("")}
    editor.post(url, {**nested_form_data(values), **NO_COMMENTS})
    assert editor.get(url).status_code == 200


def test_a_page_with_a_heading_that_is_too_deep_is_refused_at_its_block(editor: Client):
    page = make_standard(make_home())
    body = streamfield([("text", rich_text("<p>Words</p>")), ("text", rich_text("<h3>Too deep</h3>"))])
    values = nested_form_data({"title": "About", "slug": "about", "lead": "Lead.", "body": body})
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = editor.post(url, {**values, **NO_COMMENTS, "action-publish": "1"}).content.decode()
    assert "no heading of level 2 stands before it" in html
    page.refresh_from_db()
    assert not page.body
