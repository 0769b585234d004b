"""Errors are pages in plain words that lead on."""

import logging

import pytest
from django.test import Client
from django.utils import translation

from portal.core.error_pages import server_error

pytestmark = [pytest.mark.urls("tests.core.look_urls"), pytest.mark.django_db]


def test_a_bad_choice_says_which_and_links_the_nearest_valid_one(client):
    response = client.get("/test/bad-choice/?year=2041&group=C29")
    text = response.content.decode()

    assert response.status_code == 400
    assert "year = 2041" in text
    assert "It has: 2014, 2013." in text
    assert 'href="/test/bad-choice/?year=2014&amp;group=C29"' in text


def test_a_bad_choice_is_escaped(client):
    text = client.get("/test/bad-choice/", {"year": "<b>1066</b>"}).content.decode()
    assert "<b>1066" not in text
    assert "&lt;b&gt;1066" in text


@pytest.mark.parametrize("address", ["/test/bad-choice/?year=%00", "/test/bad-choice/%00/", "/?utm_source=a%00b"])
def test_a_nul_byte_in_an_address_is_a_request_that_cannot_be_read(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "This request could not be read" in response.content.decode()


def test_a_bad_choice_of_a_download_answers_in_plain_text(client):
    response = client.get("/test/bad-choice.csv?year=2041")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "year = 2041" in response.content.decode()


def test_an_unknown_code_gets_suggestions(client):
    response = client.get("/test/unknown-code/")
    text = response.content.decode()
    assert response.status_code == 404
    assert "There is no region DE22X." in text
    assert '<a class="ecl-link" href="/observatory/regions/DE22/">DE22 Niederbayern</a>' in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/test/gone/", 404, "The address may be mistyped"),
        ("/test/forbidden/", 403, "You cannot open this page"),
        ("/test/unreadable/", 400, "This request could not be read"),
    ],
)
def test_every_other_error_has_its_page(client, path, status, words, caplog):
    caplog.set_level(logging.CRITICAL)
    response = client.get(path)
    assert response.status_code == status
    assert words in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_failure_is_answered_without_database_session_or_manifest(rf, settings):
    settings.STATIC_URL = None
    with translation.override("en"):
        response = server_error(rf.get("/anything/"))
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()


def test_a_failing_view_ends_on_the_page_of_failures(caplog):
    caplog.set_level(logging.CRITICAL)
    response = Client(raise_request_exception=False).get("/test/broken/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_a_form_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.eu"})
    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()
    assert "Allow cookies" in response.content.decode()
