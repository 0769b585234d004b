import gzip

import pytest
from django.http import FileResponse, HttpResponse

from portal.core.compression import PageCompression

TEXT = b"Statistical clusters of Europe. " * 100


@pytest.fixture
def request_(rf):
    return rf.get("/", headers={"accept-encoding": "gzip, br"})


def test_a_page_travels_compressed(request_):
    answer = PageCompression(lambda request: HttpResponse(TEXT))(request_)
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(TEXT) / 5
    assert gzip.decompress(answer.content) == TEXT


def test_a_reader_who_cannot_unpack_gets_plain_text(rf):
    answer = PageCompression(lambda request: HttpResponse(TEXT))(rf.get("/"))
    assert not answer.has_header("Content-Encoding")
    assert answer.content == TEXT


def test_a_file_is_sent_as_it_lies_on_disk(request_, tmp_path):
    (tmp_path / "rankings.csv").write_bytes(TEXT)
    with (tmp_path / "rankings.csv").open("rb") as file:
        answer = PageCompression(lambda request: FileResponse(file))(request_)
        assert not answer.has_header("Content-Encoding")
        assert b"".join(answer.streaming_content) == TEXT
