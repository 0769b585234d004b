"""ZIP archives and the office files that are such: looked at without unpacking anything to disk or memory."""

import zipfile
from typing import IO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.core.uploads.refusal import UploadRefused
from portal.core.uploads.signatures import head_of, wrong_name

CHUNK_BYTES = 1 << 16
ENCRYPTED = 0x1
# What an archive of each kind must hold, and what of it says that it is no plain document.
MARKS = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
MACROS = "vbaProject.bin"


def check_archive(file: IO[bytes], suffix: str, size: int) -> None:
    """Raises UploadRefused for what is no archive of its kind, is encrypted, holds macros or unpacks to too much.

    Every entry is unpacked into a small window and counted, so that an archive cannot announce less than it holds.
    """
    if not head_of(file).startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise wrong_name(suffix, head_of(file))
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries, size)
            _check_kind([entry.filename for entry in entries], suffix)
            _count(archive, entries)
    except UploadRefused:
        raise
    except Exception as problem:  # the library raises many kinds on damaged archives
        raise UploadRefused(_("The file is damaged. Save it again and upload it.")) from problem
    finally:
        file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """What the archive says of itself, which costs nothing to ask."""
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UploadRefused(_("The archive is encrypted, so nobody can see what it holds. Upload it without password."))
    if len(entries) > settings.PORTAL_UPLOAD_LIMITS["archive entries"]:
        raise UploadRefused(_("The archive holds too many files. Divide it, or leave out what readers do not need."))
    if sum(entry.compress_size for entry in entries) > size:
        raise UploadRefused(_("The archive is made so that its files overlap, as harmful ones are. It is not taken."))
    if sum(entry.file_size for entry in entries) > settings.PORTAL_UPLOAD_LIMITS["unpacked"]:
        raise _too_much()


def _check_kind(names: list[str], suffix: str) -> None:
    if suffix in MARKS and MARKS[suffix] not in names:
        values = {"suffix": f".{suffix}"}
        raise UploadRefused(_("The content is not that of a %(suffix)s file. Upload the right file.") % values)
    if any(name.endswith(MACROS) for name in names):
        raise UploadRefused(_("The file holds macros. Save it without them (as .docx, .xlsx or .pptx) and upload it."))


def _count(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    left = settings.PORTAL_UPLOAD_LIMITS["unpacked"]
    for entry in entries:
        with archive.open(entry) as content:
            while chunk := content.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise _too_much()


def _too_much() -> UploadRefused:
    values = {"most": filesizeformat(settings.PORTAL_UPLOAD_LIMITS["unpacked"])}
    return UploadRefused(
        _("Unpacked, the file holds more than %(most)s. Files of this kind can stop a reader's computer.") % values
    )
