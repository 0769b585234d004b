"""Where briefings are found: at the address of their page, under its rules."""

from datetime import date

import pytest
from django.test import Client

from observatory.models import CurrentRelease
from portal.core import pdf
from tests.observatory.briefing.files import content_of, etag_of
from tests.observatory.worlds import build_world

pytestmark = pytest.mark.django_db

WAITING = "/observatory/briefing/"


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/observatory/regions/DE21.docx?year=2041", 400),
        ("/observatory/regions/DE21.docx?utm_source=mail", 200),
        ("/observatory/regions/de21.docx", 200),
        ("/observatory/regions/DE21X.docx", 404),
        ("/observatory/industries/nace/C291.docx", 404),
        ("/observatory/industries/nace/c29.docx", 200),
        ("/observatory/custom.docx", 404),
        ("/observatory/custom.docx?r=DE2&r=DE21", 404),
        ("/observatory/custom/nowhere.docx", 404),
        ("/observatory/regions/DE21.docx?release=1999-01-01-1", 404),
        (f"{WAITING}?format=odt", 400),
        (f"{WAITING}?of=/news/", 404),
        (f"{WAITING}?of=/observatory/rankings/", 404),
        (f"{WAITING}?of=//example.org/observatory/regions/DE21/", 404),
        (f"{WAITING}?of=https://example.org/observatory/regions/DE21/", 404),
        (f"{WAITING}?of=/observatory/regions/DE21/{'x' * 3000}", 404),
        (f"{WAITING}?of=/observatory/regions/DE21/%3Fyear%3D2041", 400),
        (f"{WAITING}?of=/observatory/regions/DE21X/", 404),
    ],
)
def test_addresses_answer_as_their_pages_do(client: Client, address: str, status: int):
    build_world()
    response = client.get(address)
    b"".join(response)
    assert response.status_code == status


def test_before_the_first_release_there_is_no_file(client: Client):
    build_world()
    CurrentRelease.objects.all().delete()
    assert client.get("/observatory/regions/DE21.docx").status_code == 404


@pytest.mark.parametrize(
    "page", ["/observatory/regions/DE21/", "/observatory/regions/DE/", "/observatory/industries/nace/C29/"]
)
def test_a_page_leads_to_its_briefing_with_the_choices_of_the_reader(client: Client, page: str):
    build_world()
    html = client.get(f"{page}?year=2013").content.decode()
    for suffix in ("pdf", "docx"):
        of = f"{page}?year=2013".replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
        assert f'href="{WAITING}?of={of}&amp;format={suffix}"' in html


def test_a_machine_without_pango_says_why_there_is_no_pdf(client: Client, monkeypatch):
    build_world()
    monkeypatch.setattr(pdf, "_missing", lambda: ("Pango",))
    html = client.get("/observatory/regions/DE21/").content.decode()
    assert "it lacks the library Pango" in html
    assert "format=pdf" not in html
    assert "format=docx" in html
    response = client.get("/observatory/regions/DE21.pdf")
    assert response.status_code == 404
    assert "Pango" in response.content.decode()


def test_the_file_is_made_once_and_sent_again(client: Client, monkeypatch):
    build_world()
    first = content_of(client, "/observatory/regions/DE21.docx")
    monkeypatch.setattr("observatory.briefing.contents.brief_region", None)
    assert content_of(client, "/observatory/regions/DE21.docx") == first


def test_a_reader_who_has_the_file_is_told_that_nothing_changed(client: Client):
    build_world()
    address = "/observatory/regions/DE21.docx"
    etag = etag_of(client, address)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_languages_choices_and_days_have_files_of_their_own(client: Client, monkeypatch):
    build_world()
    variants = [
        f"{start}/observatory/regions/DE21.docx{query}" for start in ("", "/fr") for query in ("", "?year=2013")
    ]
    etags = {etag_of(client, variant) for variant in variants}
    monkeypatch.setattr("observatory.briefing.finding.timezone.localdate", lambda *_moment: date(2030, 1, 1))
    etags.add(etag_of(client, "/observatory/regions/DE21.docx"))
    assert len(etags) == 5
