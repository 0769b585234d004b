"""A briefing for Word: the same parts, with headings, pictures that have words, and heads that repeat."""

import pytest
from django.test import Client
from docx.oxml.ns import qn

from tests.observatory.briefing.files import word_of, words_in
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/observatory/regions/DE21.docx",
    "/observatory/regions/DE.docx",
    "/observatory/industries/nace/C29.docx",
    "/observatory/custom.docx?r=DE21&r=DEAA",
)


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_opens_with_a_title_and_headings(client: Client, address: str):
    build_world()
    styles = [one.style.name for one in word_of(client, address).paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") >= 3


@pytest.mark.parametrize("address", [one for one in ADDRESSES if "DE.docx" not in one])  # nothing to draw there
def test_every_picture_carries_words(client: Client, address: str):
    build_world()
    document = word_of(client, address)
    texts = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert texts
    assert all(texts)


def test_it_says_what_the_page_says(client: Client):
    build_world()
    words = words_in(word_of(client, "/observatory/regions/DE21.docx"))
    assert "Oberbayern: 1 statistical cluster in 2014" in words
    assert "104,228\nnot passed; cut 61,200" in words
    assert "release 2026-01-01-1" in words


def test_its_properties_are_in_the_language_of_the_reader(client: Client):
    build_world()
    core = word_of(client, "/de/observatory/regions/DE21.docx").core_properties
    assert core.language == "de"
    assert "Oberbayern" in core.title


def test_the_head_of_every_table_repeats(client: Client):
    build_world()
    heads = [table.rows[0]._tr.trPr for table in word_of(client, ADDRESSES[0]).tables]
    assert heads
    assert all(head is not None and head.find(qn("w:tblHeader")) is not None for head in heads)
