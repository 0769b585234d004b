"""From the form to the first sign-in; and what strangers do not learn on the way."""

import re

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from tests.accounts.factories import PASSWORD, confirm, make_member, sign_in
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db
WANTED = "/observatory/rankings/?country=AT"


def register(client: Client, email: str = "new@example.org", password: str = PASSWORD, **extra: str):
    form = {"email": email, "password1": password, "password2": password, **extra}
    return client.post("/account/signup/", form)


def link_in(message) -> str:
    """Path and query of the first address in a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body)
    assert found, message.body
    return found.group(1)


def test_a_reader_registers_confirms_and_arrives_where_they_were_going(client: Client):
    answer = register(client, first_name="Ada", next=WANTED)
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert_page(client.get("/account/confirm-email/"))
    link = link_in(mail.outbox[0])
    assert_page(client.get(link))
    assert client.post(link).headers["Location"] == WANTED
    assert client.get("/account/").status_code == 200
    assert User.objects.get().first_name == "Ada"


def test_another_browser_confirms_and_is_led_on_through_the_sign_in(client: Client):
    register(client, next="/account/data/")
    other = Client()
    answer = other.post(link_in(mail.outbox[0]))
    assert answer.headers["Location"] == "/account/data/"
    assert other.get("/account/data/").headers["Location"].startswith("/account/login/?next=")
    assert sign_in(other, "new@example.org", next="/account/data/").headers["Location"] == "/account/data/"


def test_nobody_signs_in_before_the_address_is_confirmed(client: Client):
    register(client)
    other = Client()
    assert sign_in(other, "new@example.org").headers["Location"] == "/account/confirm-email/"
    assert other.get("/account/").status_code == 302


def test_reading_the_mail_confirms_nothing_by_itself(client: Client):
    register(client)
    client.get(link_in(mail.outbox[0]))
    assert not User.objects.get().emailaddress_set.get().verified


def test_a_link_that_was_changed_says_so(client: Client):
    assert "does not work any more" in client.get("/account/confirm-email/MQ:nobody/").content.decode()


def test_an_address_with_an_account_gets_the_same_answer_and_another_mail(client: Client):
    make_member("taken@example.org")
    taken, free = register(client, "taken@example.org"), register(Client(), "free@example.org")
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    assert "has one already" in mail.outbox[0].body
    assert mail.outbox[0].to == ["taken@example.org"]
    assert User.objects.filter(email="taken@example.org").count() == 1


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed, which is what takes long."""
    calls = []
    kind = type(hashers.get_hasher())
    encode = kind.encode
    monkeypatch.setattr(kind, "encode", lambda self, *args, **more: calls.append(1) or encode(self, *args, **more))
    return calls


def test_registering_takes_as_long_for_an_address_with_an_account(hashed):
    make_member("taken@example.org")
    hashed.clear()
    register(Client(), "free@example.org")
    for_free = len(hashed)
    register(Client(), "taken@example.org")
    assert len(hashed) - for_free == for_free


def test_signing_in_takes_as_long_for_an_address_without_account(hashed):
    make_member("taken@example.org")
    hashed.clear()
    sign_in(Client(), "taken@example.org", "wrong-password-here")
    for_taken = len(hashed)
    sign_in(Client(), "nobody@example.org", "wrong-password-here")
    assert for_taken == len(hashed) - for_taken


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "too short"),
        ("qwerty123456", "too common"),
        ("new@example.org", "too similar"),
    ],
)
def test_a_weak_password_is_refused_in_words(client: Client, password, words):
    tree = assert_page(register(client, password=password))
    alert = next(element for element in tree.iter() if element.get("role") == "alert")
    assert words in "".join(alert.itertext())
    assert not User.objects.exists()


def test_what_a_password_needs_is_said_before_it_is_typed(client: Client):
    html = client.get("/account/signup/").content.decode()
    assert "At least 12 characters" in html


def test_terms_and_the_privacy_statement_stand_at_the_button(client: Client):
    tree = assert_page(client.get("/account/signup/"))
    assert "/privacy/accounts/" in [link.get("href") for link in every(tree, "a")]


def test_where_registration_is_closed_nobody_registers(client: Client, settings):
    settings.PORTAL_REGISTRATION = False
    assert_page(register(client))
    assert not User.objects.exists()
    assert "/account/signup/" not in client.get("/account/login/").content.decode()


def test_the_address_changes_when_the_new_one_is_confirmed(client: Client):
    user = make_member()
    sign_in(client)
    confirm(client)
    client.post("/account/email/", {"email": "other@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "reader@example.org"
    assert "other@example.org takes its place" in client.get("/account/email/").content.decode()
    client.post(link_in(mail.outbox[-1]))
    user.refresh_from_db()
    assert user.email == "other@example.org"
    assert [address.email for address in user.emailaddress_set.all()] == ["other@example.org"]
    told = next(message for message in mail.outbox if "changed from" in message.body)
    assert told.to == ["reader@example.org"]


def test_a_program_that_fills_in_everything_gets_the_usual_answer_and_no_account(client: Client):
    assert register(client, trap="https://example.org").headers["Location"] == "/account/confirm-email/"
    assert not User.objects.exists()
    assert mail.outbox == []


def test_somebody_without_account_takes_along_where_they_were_going(client: Client):
    html = client.get("/account/login/?next=/account/data/").content.decode()
    assert 'href="/account/signup/?next=%2Faccount%2Fdata%2F"' in html
    assert 'value="/account/data/"' in client.get("/account/signup/?next=/account/data/").content.decode()


def test_too_many_registrations_from_one_place_are_stopped(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    register(client, "one@example.org")
    assert register(Client(), "two@example.org").status_code == 429
