"""Subscriptions: two steps to begin, one click to end, nothing learned about others, nothing kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.editorial.models import Delivery, Subscriber
from tests.editorial import factories as pages
from tests.editorial.digest.factories import make_issue, make_subscriber
from tests.pages import assert_page
from tests.registry.factories import CountryFactory

pytestmark = pytest.mark.django_db
TOKEN = "0d0a4a3c-5a3e-4c51-9c58-0b6f0f9e2f10"


@pytest.fixture(autouse=True)
def world():
    pages.make_home()
    for code in ("DE", "FR"):
        CountryFactory(code=code)


def sign_up(client, email: str = "new@example.org", **choice):
    return client.post("/digest/", {"email": email, "language": "en", "token": TOKEN, **choice})


def test_who_signs_up_gets_a_link_and_no_digest_yet(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_up(client, topics=[], countries=["DE"])
    assert response.headers["Location"] == "/digest/sent/"
    subscriber = Subscriber.objects.get()
    assert (subscriber.countries, subscriber.confirmed_at) == (["DE"], None)
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    assert f"/digest/confirm/{subscriber.token}/" in mail.outbox[0].body


def test_opening_the_link_confirms_nothing_and_the_button_does(client):
    subscriber = make_subscriber(confirmed_at=None)
    path = f"/digest/confirm/{subscriber.token}/"
    assert_page(client.get(path))
    assert not Subscriber.objects.confirmed().exists()
    assert client.post(path).status_code == 302
    assert Subscriber.objects.confirmed().exists()


def test_a_second_confirmation_changes_nothing(client):
    subscriber = make_subscriber(confirmed_at=None)
    for _click in range(2):
        client.post(f"/digest/confirm/{subscriber.token}/")
        moment = Subscriber.objects.get().confirmed_at
    assert Subscriber.objects.get().confirmed_at == moment


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client, django_capture_on_commit_callbacks):
    make_subscriber("known", asked_at=timezone.now() - timedelta(days=3))
    with django_capture_on_commit_callbacks(execute=True):
        known, unknown = sign_up(client, "known@example.org"), sign_up(client, "unknown@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert known.content == unknown.content
    assert [message.to[0] for message in mail.outbox] == ["known@example.org", "unknown@example.org"]


def test_a_stranger_changes_nothing_of_a_confirmed_choice(client, django_capture_on_commit_callbacks):
    subscriber = make_subscriber("known", countries=["FR"], asked_at=timezone.now() - timedelta(days=3))
    with django_capture_on_commit_callbacks(execute=True):
        sign_up(client, "KNOWN@example.org", countries=["DE"])
    subscriber.refresh_from_db()
    assert subscriber.countries == ["FR"]
    assert "/digest/preferences/" in mail.outbox[0].body
    assert "confirm" not in mail.outbox[0].body


def test_an_address_is_written_to_once_an_hour_however_often_it_is_typed(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(3):
            sign_up(client)
    assert len(mail.outbox) == 1


def test_a_faulty_address_is_named_and_the_choice_kept(client):
    response = sign_up(client, "not an address", countries=["DE"])
    assert_page(response, 400)
    assert 'value="DE" id="id_countries_' in response.content.decode()
    assert not Subscriber.objects.exists()


def test_a_program_that_fills_in_everything_signs_nobody_up(client):
    assert sign_up(client, trap="x").status_code == 302
    assert not Subscriber.objects.exists()


def test_a_language_that_is_not_open_is_refused(client):
    assert sign_up(client, language="mt").status_code == 400


def test_readers_change_what_they_receive(client):
    subscriber = make_subscriber(topics=["gone"])
    path = f"/digest/preferences/{subscriber.token}/"
    assert_page(client.get(path))
    assert client.post(path, {"language": "fr", "countries": ["DE", "FR"]}).status_code == 302
    subscriber.refresh_from_db()
    assert (subscriber.language, subscriber.topics, subscriber.countries) == ("fr", [], ["DE", "FR"])


def test_the_preferences_of_an_unconfirmed_reader_ask_to_confirm_first(client):
    subscriber = make_subscriber(confirmed_at=None)
    response = client.get(f"/digest/preferences/{subscriber.token}/")
    assert response.headers["Location"] == f"/digest/confirm/{subscriber.token}/"


@pytest.mark.parametrize("name", ["one-click", "unsubscribe"])
def test_one_request_without_cookies_ends_the_digest_and_erases_the_reader(name):
    subscriber = make_subscriber()
    delivery = Delivery.objects.create(issue=make_issue(), subscriber=subscriber, state="sent")
    client = Client(enforce_csrf_checks=True)
    for _time in range(2):
        response = client.post(f"/digest/{name}/{subscriber.token}/", {"List-Unsubscribe": "One-Click"})
        assert_page(response)
    assert not Subscriber.objects.exists()
    delivery.refresh_from_db()
    assert delivery.subscriber_id is None


def test_opening_the_link_to_end_ends_nothing(client):
    subscriber = make_subscriber()
    assert_page(client.get(f"/digest/unsubscribe/{subscriber.token}/"))
    assert Subscriber.objects.exists()


@pytest.mark.parametrize("name", ["confirm", "preferences", "unsubscribe"])
def test_a_link_of_nobody_says_so(client, name: str):
    response = client.get(f"/digest/{name}/nobody/")
    assert response.status_code == 404
    assert "no subscription" in response.content.decode()


def test_who_does_not_confirm_is_forgotten_after_a_week():
    old, new = (timezone.now() - timedelta(days=days) for days in (8, 6))
    make_subscriber("late", confirmed_at=None, asked_at=old)
    make_subscriber("waiting", confirmed_at=None, asked_at=new)
    make_subscriber("reader", asked_at=old)
    call_command("tend_digest")
    assert {one.email for one in Subscriber.objects.all()} == {"waiting@example.org", "reader@example.org"}


def test_pages_with_a_reader_s_token_are_kept_by_no_cache_and_no_search_engine(client):
    subscriber = make_subscriber()
    response = client.get(f"/digest/preferences/{subscriber.token}/")
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert subscriber.token not in response.content.decode().split("<body>")[0].partition('rel="canonical"')[2][:200]
