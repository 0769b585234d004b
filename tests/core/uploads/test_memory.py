"""However large an upload is or claims to be, refusing it costs little memory and no disk."""

import io
import os
import subprocess
import sys
import tracemalloc

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from portal.core.uploads.handlers import BoundedUploadHandler
from tests.core.uploads import attacks

MEGABYTE = 1024 * 1024
SENT = 200 * MEGABYTE
BOUNDED = 64 * MEGABYTE
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: image/jpeg\r\n\r\n'
# In a process of its own: pictures are decoded outside of what Python counts.
ATTACK = """
import io, resource, sys
import django
django.setup()
from portal.core.uploads.images import check_image
from portal.core.uploads.documents import check_document
from portal.core.uploads.refusal import UploadRefused
from tests.core.uploads import attacks
picture = attacks.png_of(10_000, 10_000)
bomb = attacks.docx(b"\\0" * 8_000_000, **{f"part{number}": b"\\0" * 8_000_000 for number in range(50)})
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for check, name, content in ((check_image, "a.png", picture), (check_document, "a.docx", bomb)):
    try:
        check(io.BytesIO(content), name, len(content))
    except UploadRefused as refused:
        print(refused, file=sys.stderr)
    else:
        raise SystemExit(f"{name} was taken")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


class Endless(io.RawIOBase):
    """A request's body that is made while it is read."""

    def __init__(self, name: bytes, size: int):
        self.parts = [HEAD % name, size, b"\r\n--x--\r\n"]

    def read(self, size: int = -1) -> bytes:
        while self.parts and not self.parts[0]:
            self.parts.pop(0)
        if not self.parts:
            return b""
        part = self.parts[0]
        taken = min(size, part if isinstance(part, int) else len(part))
        self.parts[0] = part - taken if isinstance(part, int) else part[taken:]
        return b"\0" * taken if isinstance(part, int) else part[:taken]


def parsed(name: bytes, size: int):
    request = RequestFactory().post("/")
    handlers = [MemoryFileUploadHandler(request), BoundedUploadHandler(request)]
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": size + len(HEAD % name) + 9}
    _post, files = MultiPartParser(meta, Endless(name, size), handlers).parse()
    return files["file"], handlers[1]


@pytest.mark.parametrize("name", [b"huge.jpg", b"huge.pdf", b"huge.mp4"])
def test_two_hundred_megabytes_are_counted_and_not_kept(name):
    tracemalloc.start()
    try:
        file, handler = parsed(name, SENT)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.size == SENT
    assert file.read() == b""
    assert not os.path.exists(handler.file.temporary_file_path())
    assert peak < BOUNDED


def test_a_file_within_its_limit_arrives_whole():
    file, _handler = parsed(b"report.pdf", 3 * MEGABYTE)
    with file:
        assert file.size == 3 * MEGABYTE
        assert len(file.read()) == 3 * MEGABYTE


def test_pixels_and_bombs_do_not_fill_memory():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", ATTACK], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "million pixels" in done.stderr
    assert "Unpacked" in done.stderr
    assert int(done.stdout) * 1024 < BOUNDED


def test_the_bomb_is_small_before_it_is_opened():
    assert len(attacks.png_of(10_000, 10_000)) < MEGABYTE
