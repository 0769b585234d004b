"""Files as attackers and careless people make them, and harmless ones beside them; all small until opened."""

import io
import struct
import zipfile
import zlib

from PIL import Image

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
MP4 = struct.pack(">I4s4sI", 24, b"ftyp", b"isom", 512) + b"isommp41" + b"\0" * 64
VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\nClusters help firms to grow.\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options) -> bytes:
    data = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(data, kind, **options)
    return data.getvalue()


def with_position(kind: str, orientation: int = 6) -> bytes:
    """A picture that says where it was taken and that it lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "A camera"
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 51.0, 0.0), 3: "E", 4: (4.0, 21.0, 0.0)})
    return picture(kind, exif=exif.tobytes())


def with_comment(words: bytes) -> bytes:
    """A JPEG with a comment, which may be anything."""
    plain = picture()
    return plain[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + plain[2:]


def png_of(width: int, height: int) -> bytes:
    """A PNG of black and white pixels, a few kilobytes however many they are."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    pixels = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def archive(**contents: bytes) -> bytes:
    """A ZIP; names are written with two underscores for a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            made.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def docx(extra: bytes = b"", **contents: bytes) -> bytes:
    return archive(**{"word__document.xml": b"<document/>" + extra, **contents})
