"""Every way by which editors add or replace a file asks the same questions, and says why it refuses."""

import json
from io import BytesIO
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from portal.accounts.models import User
from tests.core.uploads import attacks

# Wagtail leaves the temporary file of a rendition to the garbage collector, which warns.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

IMAGE = attacks.with_position("JPEG")
BAD_IMAGES = {
    "drawing.svg": (attacks.SVG, "SVG"),
    "page.jpg": (attacks.with_comment(attacks.HTML), "web page"),
    "many.png": (attacks.png_of(10_000, 10_000), "million pixels"),
    "wrong.png": (attacks.picture(), "the content is that of a .jpg file"),
}
BAD_DOCUMENTS = {
    "page.pdf": (attacks.HTML, "the content is that of a .html file"),
    "both.pdf": (attacks.PDF + attacks.archive(a=b"1"), "also a ZIP archive"),
    "macros.docx": (attacks.docx(**{"word__vbaProject.bin": b"1"}), "macros"),
    "page.html": (attacks.HTML, "not taken"),
}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org", "a-long-password"))
    return client


def page(client: Client, kind: str, file: SimpleUploadedFile) -> str:
    address = {"image": "wagtailimages:add", "document": "wagtaildocs:add"}[kind]
    return errors(client.post(reverse(address), {"title": "A file", "file": file, "collection": 1}).content.decode())


def several(client: Client, kind: str, file: SimpleUploadedFile) -> str:
    address = {"image": "wagtailimages:add_multiple", "document": "wagtaildocs:add_multiple"}[kind]
    answer = client.post(reverse(address), {"title": "A file", "files[]": file, "collection": 1})
    return str(json.loads(answer.content).get("error_message", ""))


def chooser(client: Client, kind: str, file: SimpleUploadedFile) -> str:
    address = {"image": "wagtailimages_chooser:create", "document": "wagtaildocs_chooser:create"}[kind]
    field = f"{kind}-chooser-upload"
    values = {f"{field}-title": "A file", f"{field}-file": file, f"{field}-collection": 1}
    answer = json.loads(client.post(reverse(address), values).content)
    return errors(answer["htmlFragment"]) if "htmlFragment" in answer else ""


def errors(html: str) -> str:
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    found = [one for one in tree.iter() if "error-message" in (one.get("class") or "")]
    return " ".join("".join(one.itertext()).strip() for one in found)


WAYS = [page, several, chooser]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", BAD_IMAGES)
def test_a_harmful_picture_is_refused_with_the_reason(editor, way, name):
    content, reason = BAD_IMAGES[name]
    assert reason in way(editor, "image", SimpleUploadedFile(name, content))
    assert not Image.objects.exists()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_harmful_document_is_refused_with_the_reason(editor, way, name):
    content, reason = BAD_DOCUMENTS[name]
    assert reason in way(editor, "document", SimpleUploadedFile(name, content))
    assert not Document.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_is_too_large_is_refused_with_the_reason(editor, way, settings):
    settings.PORTAL_UPLOAD_LIMITS = {**settings.PORTAL_UPLOAD_LIMITS, "image": 100, "document": 100}
    for kind, file in (("image", ("bridge.jpg", IMAGE)), ("document", ("report.pdf", attacks.PDF * 2))):
        assert "too large" in way(editor, kind, SimpleUploadedFile(*file))


@pytest.mark.parametrize("way", WAYS)
def test_a_kept_picture_stands_upright_and_does_not_say_where_it_was_taken(editor, way):
    assert way(editor, "image", SimpleUploadedFile("bridge.jpg", IMAGE, "image/jpeg")) == ""
    image = Image.objects.get()
    assert not exif_of(image.file).get_ifd(attacks.GPS)
    rendition = image.get_rendition("width-20")
    assert (rendition.width, rendition.height) == (20, 26)
    assert not exif_of(rendition.file).get_ifd(attacks.GPS)


def exif_of(file) -> Picture.Exif:
    with file.open() as stored:
        return Picture.open(BytesIO(stored.read())).getexif()


@pytest.mark.parametrize("way", WAYS)
def test_a_harmless_document_is_kept(editor, way):
    assert way(editor, "document", SimpleUploadedFile("report.pdf", attacks.PDF, "application/pdf")) == ""
    assert Document.objects.get().file_size == len(attacks.PDF)


def test_a_picture_cannot_be_replaced_by_a_harmful_one(editor):
    page(editor, "image", SimpleUploadedFile("bridge.jpg", IMAGE, "image/jpeg"))
    image = Image.objects.get()
    content, reason = BAD_IMAGES["page.jpg"]
    values = {"title": "Changed", "file": SimpleUploadedFile("page.jpg", content), "collection": 1}
    answer = editor.post(reverse("wagtailimages:edit", args=[image.pk]), values)
    assert reason in errors(answer.content.decode())
    assert Image.objects.get().file.name == image.file.name


@pytest.mark.parametrize("way", [page, chooser])
def test_a_refused_document_has_one_reason(editor, way):
    content, _reason = BAD_DOCUMENTS["macros.docx"]
    assert "Allowed extensions" not in way(editor, "document", SimpleUploadedFile("macros.docx", content))


def test_a_picture_can_be_renamed_without_its_file(editor):
    page(editor, "image", SimpleUploadedFile("bridge.jpg", IMAGE, "image/jpeg"))
    image = Image.objects.get()
    editor.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Renamed", "collection": 1})
    image.refresh_from_db()
    assert image.title == "Renamed"
