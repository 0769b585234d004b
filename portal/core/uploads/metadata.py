"""Takes out of a picture what tells where, when and by whom it was taken; pixels, colours and orientation stay.

JPEG, PNG and WebP are copied part by part without decoding, so nothing is lost and what stood behind the picture's end
or in comments is gone too. GIF and AVIF are written again where they carry such words.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from portal.core.uploads.refusal import UploadRefused

ORIENTATION = 0x0112
EXIF_HEAD = b"Exif\0\0"

# JPEG (ITU-T T.81): markers without a length, and the segments that draw the picture.
START, END, SCAN = 0xD8, 0xD9, 0xDA
RESTARTS = range(0xD0, 0xD8)
TABLES = {0xC4, 0xDB, 0xDD, 0xCC, *range(0xC0, 0xD0)}
JFIF, COLOUR, ADOBE = 0xE0, 0xE2, 0xEE
ICC = b"ICC_PROFILE\0"

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD"),
    *(b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP"),
}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"}
WEBP_EXIF, WEBP_XMP = 0x08, 0x04
AVIF_QUALITY = 90


def without_metadata(file: IO[bytes], suffix: str) -> bytes:
    """The picture in `file` without metadata. Raises UploadRefused where its parts do not fit together."""
    file.seek(0)
    data = file.read()
    try:
        orientation = Image.open(io.BytesIO(data)).getexif().get(ORIENTATION, 1)
        if suffix in {"gif", "avif"}:
            return _written_again(data, suffix)
        parts = {"png": _png, "webp": _webp}.get(suffix, _jpeg)(data, orientation)
        return b"".join(parts)
    except (ValueError, struct.error, IndexError, SyntaxError, OSError) as problem:
        raise UploadRefused(_("The picture is damaged. Save it again and upload it.")) from problem


def _exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()


def _jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    """Segments that draw, up to the end mark."""
    yield b"\xff\xd8"
    if orientation != 1:
        exif = _exif(orientation)
        yield struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif
    place = 2
    while data[place + 1] != END:
        if data[place] != 0xFF:
            raise ValueError("A marker was expected.")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if marker == SCAN:
            end = _end_of_scan(data, end)
        if marker == SCAN or marker in TABLES or _is_colour(marker, data[place + 4 : place + 16]):
            yield data[place:end]
        place = end
    yield b"\xff\xd9"


def _is_colour(marker: int, start: bytes) -> bool:
    return marker in {JFIF, ADOBE} or (marker == COLOUR and start.startswith(ICC))


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next marker stands: in pixels an FF is followed by zero or a restart."""
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] != 0 and data[place + 1] not in RESTARTS:
            return place
        place += 2


def _png(data: bytes, orientation: int) -> Iterator[bytes]:
    yield PNG_HEAD
    place, kind = len(PNG_HEAD), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        if place + length + 12 > len(data):
            raise ValueError("A part is longer than the file.")
        if kind in PNG_PARTS:
            yield data[place : place + length + 12]
        if kind == b"IHDR" and orientation != 1:
            exif = _exif(orientation).removeprefix(EXIF_HEAD)
            yield struct.pack(">I4s", len(exif), b"eXIf") + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
        place += length + 12


def _webp(data: bytes, orientation: int) -> Iterator[bytes]:
    """RIFF parts, each of even length; the flags say which of them are there."""
    parts = list(_webp_parts(data))
    is_extended = any(kind == b"VP8X" for kind, _content in parts)
    if orientation != 1 and is_extended:
        parts.append((b"EXIF", _exif(orientation).removeprefix(EXIF_HEAD)))
    body = b"".join(_webp_part(kind, content, orientation != 1) for kind, content in parts)
    yield b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, end = 12, min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    while place + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind in WEBP_PARTS:
            yield kind, data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _webp_part(kind: bytes, content: bytes, is_turned: bool) -> bytes:
    if kind == b"VP8X":
        flags = content[0] & ~(WEBP_EXIF | WEBP_XMP) | (WEBP_EXIF if is_turned else 0)
        content = bytes([flags]) + content[1:]
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _written_again(data: bytes, suffix: str) -> bytes:
    """As it is where it carries no words; else drawn anew, upright."""
    image = Image.open(io.BytesIO(data))
    if not any(image.info.get(key) for key in ("exif", "xmp", "comment")):
        return data
    result = io.BytesIO()
    if suffix == "gif":
        image.info.pop("comment", None)
        image.save(result, "GIF", save_all=True, comment=b"")
    else:
        ImageOps.exif_transpose(image).save(result, "AVIF", quality=AVIF_QUALITY, exif=b"", xmp=b"")
    return result.getvalue()
