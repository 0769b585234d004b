"""Documents must be what their name says, unpack to what a reader's computer bears, and hold no macros."""

import io
import zipfile

import pytest

from portal.core.uploads.documents import check_document
from portal.core.uploads.refusal import UploadRefused
from tests.core.uploads import attacks

MEGABYTE = 1024 * 1024


def check(content: bytes, name: str, size: int | None = None) -> None:
    check_document(io.BytesIO(content), name, len(content) if size is None else size)


def refusal(content: bytes, name: str, size: int | None = None) -> str:
    with pytest.raises(UploadRefused) as refused:
        check(content, name, size)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (attacks.PDF, "report.pdf"),
        (attacks.docx(), "report.docx"),
        (attacks.archive(xl__workbook=b"", **{"xl__workbook.xml": b"<workbook/>"}), "table.xlsx"),
        (attacks.archive(**{"content.xml": b"<content/>"}), "report.odt"),
        (attacks.archive(readme=b"words"), "files.zip"),
        ("région;emploi\nFRK2;1".encode(), "table.csv"),
        ("région".encode("latin-1"), "words.txt"),
        (attacks.MP4, "film.mp4"),
        (attacks.VTT, "film.vtt"),
    ],
)
def test_what_its_name_says_is_taken(content, name):
    check(content, name)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (attacks.HTML, "report.pdf", "the content is that of a .html file"),
        (attacks.archive(a=b"1"), "report.pdf", "the content is that of a .zip file"),
        (attacks.picture("PNG"), "report.pdf", "the content is that of a .png file"),
        (attacks.PDF, "report.docx", "the content is that of a .pdf file"),
        (attacks.archive(a=b"1"), "report.docx", "not that of a .docx file"),
        (attacks.HTML, "words.txt", "the content is that of a .html file"),
        (attacks.SVG, "table.csv", "the content is that of a .svg file"),
        (b"MZ\x90\0 a program", "table.csv", "not that|is that of a"),
        (b"a\0b" * 9000, "words.txt", "not that of a .txt file"),
        (attacks.PDF, "film.mp4", "the content is that of a .pdf file"),
    ],
)
def test_a_wrong_ending_is_refused(content, name, reason):
    assert any(part in refusal(content, name) for part in reason.split("|"))


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.exe", "report.pdf.js", "report"])
def test_a_kind_that_is_none_of_ours_is_refused(name):
    assert "Upload one of: csv, docx" in refusal(attacks.PDF, name)


def test_a_document_that_is_also_an_archive_is_refused():
    assert "also a ZIP archive" in refusal(attacks.PDF + attacks.archive(a=b"1"), "report.pdf")


def test_an_archive_that_unpacks_to_too_much_is_refused(settings):
    settings.PORTAL_UPLOAD_LIMITS = {**settings.PORTAL_UPLOAD_LIMITS, "unpacked": MEGABYTE}
    bomb = attacks.docx(b"\0" * 8 * MEGABYTE)
    assert len(bomb) < MEGABYTE / 50
    assert "more than 1.0" in refusal(bomb, "report.docx")


def test_an_archive_that_lies_about_what_it_holds_is_refused(settings):
    settings.PORTAL_UPLOAD_LIMITS = {**settings.PORTAL_UPLOAD_LIMITS, "unpacked": MEGABYTE}
    true = (8 * MEGABYTE).to_bytes(4, "little")
    lie = attacks.archive(zeros=b"\0" * 8 * MEGABYTE).replace(true, (1000).to_bytes(4, "little"))
    assert "damaged" in refusal(lie, "files.zip")


def test_an_archive_whose_files_share_their_bytes_is_refused():
    content = attacks.archive(a=bytes(range(256)) * 4)
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        entry = made.infolist()[0]
        entries = [entry] * 3
    data = io.BytesIO(content)
    with zipfile.ZipFile(data, "a") as made:
        made.filelist = entries
        made._didModify = True
    assert "overlap" in refusal(data.getvalue(), "files.zip")


def test_an_archive_of_too_many_files_is_refused(settings):
    settings.PORTAL_UPLOAD_LIMITS = {**settings.PORTAL_UPLOAD_LIMITS, "archive entries": 2}
    assert "too many files" in refusal(attacks.archive(a=b"1", b=b"2", c=b"3"), "files.zip")


def test_an_encrypted_archive_is_refused():
    content = bytearray(attacks.archive(a=b"secret"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(bytes(content), "files.zip")


def test_macros_are_refused():
    assert "macros" in refusal(attacks.docx(**{"word__vbaProject.bin": b"1"}), "report.docx")


@pytest.mark.parametrize(
    ("name", "most"), [("a.pdf", 50), ("a.zip", 50), ("a.mp4", 150), ("a.webm", 150), ("a.vtt", 1)]
)
def test_each_kind_has_its_own_limit(name, most):
    assert f"{most}.0" in refusal(attacks.PDF, name, size=most * MEGABYTE + 1)


def test_a_damaged_archive_is_refused():
    assert "damaged" in refusal(attacks.docx()[:-30], "report.docx")


class TestCaptions:
    def test_they_begin_with_their_name(self):
        assert "WEBVTT" in refusal(b"1\n00:00:01,000 --> 00:00:04,000\nWords\n", "film.vtt")

    def test_notes_styles_names_and_settings_are_known(self):
        check(
            b"\xef\xbb\xbfWEBVTT - a film\r\n\r\nNOTE made by us\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
            b"one\r\n00:00:01.000 --> 01:00:04.000 line:0\r\nWords\r\nand more",
            "film.vtt",
        )

    @pytest.mark.parametrize(
        ("timing", "reason"),
        [
            (b"00:01 --> 00:04", "Line 3 of the captions is no timing"),
            (b"00:04.000 --> 00:01.000", "Line 3 of the captions ends before it begins"),
            (b"00:00:01,000 --> 00:00:04,000", "Line 3"),
        ],
    )
    def test_a_wrong_timing_is_named_with_its_line(self, timing, reason):
        assert reason in refusal(b"WEBVTT\n\n" + timing + b"\nWords\n", "film.vtt")

    def test_without_words_there_are_no_captions(self):
        assert "no words" in refusal(b"WEBVTT\n\nNOTE nothing\n", "film.vtt")

    def test_other_encodings_are_refused(self):
        assert "UTF-8" in refusal("WEBVTT\n\n00:01.000 --> 00:02.000\nÉté".encode("latin-1"), "film.vtt")
