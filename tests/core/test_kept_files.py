"""A file that takes long is made once: who comes meanwhile waits, and who is killed leaves no half file."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.http import HttpRequest

from portal.core import kept_files
from portal.core.downloads import Download
from portal.core.kept_files import answer_kept, is_kept, keep

PROJECT = Path(__file__).resolve().parents[2]
# Another process that is killed while it makes the file.
SLOW = """
import os, sys, time
import django
django.setup()
from django.conf import settings
settings.VAR_DIR = sys.argv[1]
from portal.core.downloads import Download
from portal.core.kept_files import keep
def make():
    open(sys.argv[2], "w").close()
    time.sleep(600)
keep(Download("a", "pdf", "v1", "key", True), make)
"""


@pytest.fixture(autouse=True)
def _var(settings, tmp_path: Path):
    settings.VAR_DIR = tmp_path


def download(key: str = "key", version: str = "v1") -> Download:
    return Download("a", "pdf", version, key, is_long=True)


def refuse() -> bytes:
    raise AssertionError("it was made a second time")


def test_the_second_reader_gets_what_was_made_for_the_first():
    assert keep(download(), lambda: b"made").read_bytes() == b"made"
    assert keep(download(), refuse).read_bytes() == b"made"


def test_who_comes_while_it_is_made_waits_and_makes_nothing():
    has_begun, may_end, made = threading.Event(), threading.Event(), []

    def slowly() -> bytes:
        has_begun.set()
        may_end.wait(60)
        return b"first"

    first = threading.Thread(target=keep, args=(download(), slowly))
    second = threading.Thread(target=lambda: made.append(keep(download(), refuse).read_bytes()))
    first.start()
    has_begun.wait(60)
    second.start()
    assert made == []
    may_end.set()
    first.join(60)
    second.join(60)
    assert made == [b"first"]


def test_what_fails_keeps_nothing_and_may_be_tried_again():
    def fail() -> bytes:
        raise ValueError("no figures")

    with pytest.raises(ValueError, match="no figures"):
        keep(download(), fail)
    assert not is_kept(download())
    assert keep(download(), lambda: b"made").read_bytes() == b"made"


def test_a_killed_process_leaves_no_half_file_and_nobody_waits_for_it(tmp_path: Path):
    began = tmp_path / "began"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    command = [sys.executable, "-c", SLOW, str(tmp_path), str(began)]
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as victim:
        while not began.exists() and victim.poll() is None:
            time.sleep(0.05)
        victim.send_signal(signal.SIGKILL)
    assert not is_kept(download())
    assert keep(download(), lambda: b"made").read_bytes() == b"made"


def test_the_oldest_files_go_and_so_does_what_was_left_half_written(monkeypatch):
    monkeypatch.setattr(kept_files, "KEPT_FILES", 2)
    paths = [keep(download(str(number)), lambda: b"made") for number in range(2)]
    left = paths[0].with_suffix(".part")
    left.write_bytes(b"ha")
    for age, path in enumerate([paths[1], paths[0], left]):
        os.utime(path, (age, age))
    keep(download("newest", version="v2"), lambda: b"made")
    assert [path.exists() for path in (*paths, left)] == [True, False, False]


def test_a_reader_who_has_the_file_is_told_so_and_nothing_is_made():
    request = HttpRequest()
    request.method, request.META["HTTP_IF_NONE_MATCH"] = "GET", download().etag
    response = answer_kept(request, download(), refuse)
    assert (response.status_code, response["ETag"]) == (304, download().etag)


@pytest.mark.django_db  # the end of an answer closes old connections
def test_a_file_is_sent_under_its_name():
    request = HttpRequest()
    request.method = "GET"
    response = answer_kept(request, download(), lambda: b"made")
    assert b"".join(response) == b"made"
    response.close()
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="a.pdf"' in response["Content-Disposition"]
