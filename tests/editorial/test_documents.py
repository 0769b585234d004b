"""Documents leave the portal as what they are, never as a page, and only to those who may open them."""

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction

from portal.accounts.models import User
from tests.core.uploads import attacks
from tests.editorial.library.factories import make_document

pytestmark = pytest.mark.django_db

FILM = attacks.MP4 + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """On disk, as on a server: Wagtail sends files by their path."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }


def body(response) -> bytes:
    return b"".join(response)


@pytest.mark.parametrize(
    ("name", "content", "kind", "disposition"),
    [
        ("report.pdf", attacks.PDF, "application/pdf", "inline"),
        ("words.txt", b"words", "text/plain", "attachment"),
        ("table.csv", b"a,b", "text/csv", "attachment"),
        ("film.vtt", attacks.VTT, "text/vtt", "attachment"),
        ("files.zip", attacks.archive(a=b"1"), "application/zip", "attachment"),
        (
            "report.docx",
            attacks.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("drawing.svg", attacks.SVG, "image/svg+xml", "attachment"),
        ("page.html", attacks.HTML, "text/html", "attachment"),
    ],
)
def test_only_a_pdf_opens_in_the_browser(client: Client, name, content, kind, disposition):
    """SVG and HTML are refused at upload; what an earlier portal took is never shown as a page."""
    response = client.get(make_document(name, content).url)
    assert body(response) == content
    assert response["Content-Type"] == kind
    assert response.get("Content-Disposition", "").partition(";")[0] == disposition
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("headers", "status", "content"),
    [
        ({}, 200, FILM),
        ({"Range": "bytes=0-"}, 206, FILM),
        ({"Range": "bytes=100-199"}, 206, FILM[100:200]),
        ({"Range": "bytes=-5"}, 206, FILM[-5:]),
        ({"Range": f"bytes={len(FILM)}-"}, 416, b""),
        ({"Range": "bytes=0-9", "If-Range": '"another version"'}, 200, FILM),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(client: Client, headers, status, content):
    response = client.get(make_document("film.mp4", FILM).url, headers=headers)
    assert response.status_code == status
    assert body(response) == content
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == ("text/plain" if status == 416 else "video/mp4")


def test_a_player_that_goes_on_names_the_version_it_has(client: Client):
    url = make_document("film.mp4", FILM).url
    etag = client.head(url)["ETag"]
    assert body(client.get(url, headers={"Range": "bytes=0-9", "If-Range": etag})) == FILM[:10]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("name", ["other.mp4", "film.mp4/../film.mp4"])
def test_a_film_has_one_address(client: Client, name):
    document = make_document("film.mp4", FILM)
    assert client.get(f"/documents/{document.pk}/{name}").status_code == 404


def test_a_film_whose_file_is_gone_is_not_found(client: Client):
    document = make_document("film.mp4", FILM)
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_head_says_how_long_a_film_is(client: Client):
    response = client.head(make_document("film.webm", FILM).url)
    assert response["Content-Length"] == str(len(FILM))
    assert response["Content-Type"] == "video/webm"


@pytest.mark.parametrize("name", ["report.pdf", "film.mp4"])
def test_a_restricted_file_is_sent_to_members_only(client: Client, name):
    document = make_document(name, FILM)
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    refused = client.get(document.url, headers={"Range": "bytes=0-9"})
    assert refused.status_code == 302
    assert "/account/login/" in refused["Location"]
    client.force_login(User.objects.create_user("member@example.org"))
    assert body(client.get(document.url)) == FILM
