"""Every page type in three languages, judged by html-validate as a whole."""

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from portal.core.setup import html_judge
from tests.browser.test_every_page_type import PAGES

LANGUAGES = ("", "/fr", "/de")


@pytest.fixture(scope="module", autouse=True)
def _judge():
    html_judge.install()


def test_the_html_of_every_page_type_is_valid(portal, tmp_path: Path):
    for language in LANGUAGES:
        for name, address in PAGES.items():
            file = tmp_path / f"{language.strip('/') or 'en'} {name.replace('/', ' ')}.html"
            file.write_bytes(_read(f"{portal.url}{language}{address}"))
    assert _faults(tmp_path) == []


def test_a_fault_would_be_found(tmp_path: Path):
    (tmp_path / "wrong.html").write_text("<!doctype html><html><body><p><div></div></p><img src=x></body></html>")
    assert any("img" in fault for fault in _faults(tmp_path))


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as response:
            return response.read()
    except urllib.error.HTTPError as error:  # error pages are pages too
        return error.read()


def _faults(folder: Path) -> list[str]:
    files = sorted(str(file) for file in folder.glob("*.html"))
    command = [*html_judge.command(), "--formatter", "json", *files]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.stdout, found.stderr
    return [
        f"{Path(file['filePath']).stem}: {fault['ruleId']}: {fault['message']} at {fault['selector']}"
        for file in json.loads(found.stdout)
        for fault in file["messages"]
    ]
