"""A player may ask for any part of a video, and gets it from the version that it began with."""

import pytest
from django.core.files.base import ContentFile, File
from django.test import RequestFactory

from portal.core.ranges import OutOfRange, Span, answer_part, span_of

CONTENT = bytes(range(100))
ETAG = '"version-1"'


def answer(method: str = "GET", **headers: str):
    request = getattr(RequestFactory(), method.lower())("/film.mp4", headers=headers)
    return answer_part(request, ContentFile(CONTENT, "film.mp4"), content_type="video/mp4", etag=ETAG)


def body(response) -> bytes:
    return b"".join(response)


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", Span(0, 100)),
        ("bytes=10-19", Span(10, 20)),
        ("bytes=10-500", Span(10, 100)),
        ("bytes=-10", Span(90, 100)),
        ("bytes=-500", Span(0, 100)),
        ("bytes= 99-99 ", Span(99, 100)),
        ("bytes=-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("seconds=0-1", None),
        ("bytes=a-b", None),
    ],
)
def test_a_header_names_one_part_or_is_ignored(header, span):
    assert span_of(header, 100) == span


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_what_lies_behind_the_end_is_out_of_range(header):
    with pytest.raises(OutOfRange):
        span_of(header, 100)


def test_without_a_range_the_file_comes_whole():
    response = answer()
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "100"
    assert body(response) == CONTENT


def test_a_part_says_where_it_lies():
    response = answer(Range="bytes=10-19")
    assert response.status_code == 206
    assert response["Content-Range"] == "bytes 10-19/100"
    assert response["Content-Length"] == "10"
    assert response["Content-Type"] == "video/mp4"
    assert body(response) == CONTENT[10:20]


def test_behind_the_end_the_answer_says_how_long_the_file_is():
    response = answer(Range="bytes=100-")
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


def test_a_part_of_the_same_version_is_sent():
    assert answer(**{"Range": "bytes=10-19", "If-Range": ETAG}).status_code == 206


@pytest.mark.parametrize("version", ['"version-0"', 'W/"version-1"', "Sat, 01 Jan 2028 00:00:00 GMT"])
def test_of_another_version_the_whole_file_is_sent(version):
    assert body(answer(**{"Range": "bytes=10-19", "If-Range": version})) == CONTENT


def test_who_has_the_file_gets_nothing_again():
    assert answer(**{"If-None-Match": ETAG}).status_code == 304


def test_head_says_how_long_the_file_is_and_sends_nothing():
    response = answer("HEAD", Range="bytes=10-19")
    assert response.status_code == 200
    assert response["Content-Length"] == "100"
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == b""


@pytest.mark.django_db  # the end of an answer asks after old connections
@pytest.mark.parametrize("header", ["", "bytes=1-2", "bytes=100-"])
def test_the_file_is_closed_with_the_answer(header, tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT)
    file = File(path.open("rb"))
    request = RequestFactory().get("/", headers={"Range": header})
    answer_part(request, file, content_type="video/mp4", etag=ETAG).close()
    assert file.closed
