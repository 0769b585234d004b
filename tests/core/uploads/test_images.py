"""Pictures that are harmful are refused with a reason; those that are kept say nothing about where they were taken."""

import io

import pytest
from PIL import Image

from portal.core.uploads.images import check_image
from portal.core.uploads.metadata import without_metadata
from portal.core.uploads.refusal import UploadRefused
from tests.core.uploads import attacks

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
NEVER_COMPRESSED = 4000


def refusal(content: bytes, name: str, size: int | None = None) -> str:
    with pytest.raises(UploadRefused) as refused:
        check_image(io.BytesIO(content), name, len(content) if size is None else size)
    return str(refused.value)


@pytest.mark.parametrize(("kind", "suffix"), [*SUFFIXES.items(), ("GIF", "gif"), ("JPEG", "jpeg"), ("JPEG", "JPG")])
def test_a_plain_picture_is_taken(kind, suffix):
    content = attacks.picture(kind)
    check_image(io.BytesIO(content), f"bridge.{suffix}", len(content))


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png", "drawing.SVG"])
def test_a_drawing_with_a_script_is_refused_under_any_name(name):
    assert "SVG" in refusal(attacks.SVG, name)


def test_a_picture_that_is_also_a_page_is_refused():
    assert "web page" in refusal(attacks.with_comment(attacks.HTML), "bridge.jpg")
    assert "web page" in refusal(attacks.picture() + attacks.HTML, "bridge.jpg")


def test_a_page_at_the_edge_of_two_windows_is_found(monkeypatch):
    monkeypatch.setattr("portal.core.uploads.signatures.WINDOW_BYTES", 1000)
    content = attacks.picture(size=(300, 300)).ljust(NEVER_COMPRESSED - 4, b"\0") + attacks.HTML
    assert "web page" in refusal(content, "bridge.jpg")


def test_a_picture_that_is_also_an_archive_is_refused():
    assert "ZIP" in refusal(attacks.picture("PNG") + attacks.archive(a=b"1"), "bridge.png")


def test_a_picture_that_is_also_a_document_is_refused():
    assert "web page or program" in refusal(attacks.with_comment(attacks.PDF), "bridge.jpg")


@pytest.mark.parametrize("name", ["bridge.png", "bridge.webp", "bridge.gif"])
def test_a_picture_under_a_wrong_ending_is_refused(name):
    assert "the content is that of a .jpg file" in refusal(attacks.picture(), name)


@pytest.mark.parametrize("name", ["bridge.exe", "bridge", "bridge.heic", "bridge.jpg.html"])
def test_an_ending_that_is_none_of_ours_is_refused(name):
    assert "Upload one of: gif, jpg" in refusal(attacks.picture(), name)


def test_a_hundred_million_pixels_are_refused_unseen():
    assert "100 million pixels" in refusal(attacks.png_of(10_000, 10_000), "bridge.png")


def test_many_frames_count_like_many_pixels(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 5000
    frames = [Image.new("L", (40, 30), shade) for shade in range(0, 250, 40)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    assert "million pixels" in refusal(data.getvalue(), "film.gif")


def test_a_file_that_is_too_large_is_refused_by_its_size():
    assert "200.0" in refusal(b"", "bridge.jpg", size=200 * 1024 * 1024).replace("\xa0", " ")


def test_an_empty_file_is_refused():
    assert "empty" in refusal(b"", "bridge.jpg")


def test_a_broken_head_is_refused():
    assert "damaged" in refusal(attacks.picture("PNG")[:20], "bridge.png")


@pytest.mark.parametrize(("kind", "suffix"), SUFFIXES.items())
def test_the_position_goes_and_the_picture_stays_upright(kind, suffix):
    before = attacks.with_position(kind)
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(attacks.GPS)
    after = Image.open(io.BytesIO(without_metadata(io.BytesIO(before), suffix)))
    assert not after.getexif().get_ifd(attacks.GPS)
    assert attacks.MAKER not in after.getexif()
    assert shown_size(after) == (30, 40)


def shown_size(image: Image.Image) -> tuple[int, int]:
    lies = image.getexif().get(attacks.ORIENTATION, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if lies else image.size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_not_a_pixel_changes(kind):
    before = attacks.with_position(kind)
    after = without_metadata(io.BytesIO(before), SUFFIXES[kind])
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_progressive_picture_with_a_colour_profile_keeps_both():
    profile = b"colours " * 20_000  # longer than one segment
    before = attacks.picture(progressive=True, icc_profile=profile)
    after = Image.open(io.BytesIO(without_metadata(io.BytesIO(before), "jpg")))
    after.load()
    assert after.info["icc_profile"] == profile
    assert after.info["progressive"]


def test_what_stands_in_comments_and_behind_the_end_goes():
    after = without_metadata(io.BytesIO(attacks.with_comment(b"secret words") + b"behind the end"), "jpg")
    assert b"secret" not in after
    assert after.endswith(b"\xff\xd9")


def test_a_comment_in_a_gif_goes():
    before = attacks.picture("GIF", comment=b"taken at home")
    assert b"taken at home" not in without_metadata(io.BytesIO(before), "gif")


@pytest.mark.parametrize(("kind", "suffix"), SUFFIXES.items())
def test_a_cut_picture_is_damaged(kind, suffix):
    cut = attacks.with_position(kind)[:90]
    with pytest.raises(UploadRefused, match="damaged"):
        without_metadata(io.BytesIO(cut), suffix)
