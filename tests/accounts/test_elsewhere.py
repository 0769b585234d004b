"""Signing in with an account elsewhere, tried with a provider of our own that speaks OpenID Connect."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from portal.accounts.personal_data import export_account
from tests.accounts.factories import add_app, make_member
from tests.accounts.oidc_provider import CLIENT, SECRET, Provider, running
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
LOGIN, CALLBACK = "/account/oidc/provider/login/", "/account/oidc/provider/login/callback/"
ADA = {"sub": "ada-1", "email": "reader@example.org", "email_verified": True, "given_name": "Ada"}


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings) -> Provider:
    app = {"provider_id": "provider", "name": "EU Login", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": server.url}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    server.person = dict(ADA)
    return server


def come_back(client: Client, provider: Provider, onwards: str = "", prefix: str = ""):
    """What a browser does: to the provider, which agrees, and back."""
    away = client.post(f"{prefix}{LOGIN}?next={onwards}" if onwards else f"{prefix}{LOGIN}").headers["Location"]
    assert away.startswith(f"{provider.url}/authorize?")
    back = urlsplit(provider.authorize(dict(parse_qsl(urlsplit(away).query))))
    assert back.path == CALLBACK
    return client.get(f"{back.path}?{back.query}")


def test_without_a_provider_nothing_is_offered(client: Client):
    html = client.get("/account/login/").content.decode()
    assert "EU Login" not in html
    assert client.post(LOGIN).status_code == 404


def test_the_sign_in_page_offers_the_provider_by_its_name(client: Client, provider):
    assert_page(client.get("/account/login/"))
    assert "Sign in with EU Login" in client.get("/account/login/").content.decode()


def test_somebody_new_gets_an_account_with_the_confirmed_address(client: Client, provider):
    assert come_back(client, provider, "/account/data/").headers["Location"] == "/account/data/"
    user = User.objects.get()
    assert (user.email, user.first_name, user.has_usable_password()) == ("reader@example.org", "Ada", False)
    assert client.get("/account/data/").status_code == 200


def test_who_has_an_account_is_found_by_the_address_that_the_provider_confirmed(client: Client, provider):
    user = make_member()
    assert come_back(client, provider).headers["Location"] == "/account/"
    assert SocialAccount.objects.get().user == user
    assert User.objects.count() == 1


def test_an_address_that_the_provider_did_not_confirm_opens_no_account(client: Client, provider):
    make_member()
    provider.person["email_verified"] = False
    come_back(client, provider)
    assert client.get("/account/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert "has one already" in mail.outbox[-1].body


def test_a_second_factor_of_ours_is_asked_for_all_the_same(client: Client, provider):
    add_app(make_member())
    assert come_back(client, provider).headers["Location"] == "/account/second-factor/ask/"
    assert client.get("/account/").status_code == 302


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client, provider):
    answer = client.get(f"{CALLBACK}?code=stolen&state=none")
    assert "You were not signed in" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_code_that_the_provider_refuses_signs_nobody_in(client: Client, provider):
    away = client.post(LOGIN).headers["Location"]
    state = dict(parse_qsl(urlsplit(away).query))["state"]
    client.get(f"{CALLBACK}?code=stolen&state={state}")
    assert client.get("/account/").status_code == 302


def test_the_connection_is_on_the_page_and_in_the_personal_data(client: Client, provider):
    come_back(client, provider)
    assert_page(client.get("/account/elsewhere/"))
    assert "ada-1" in str(list(export_account(User.objects.get())))


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_somebody_new_is_written_to_in_the_language_of_the_page_they_left(client: Client, provider, prefix):
    assert f'action="{prefix}{LOGIN}"' in client.get(f"{prefix}/account/login/").content.decode()
    assert come_back(client, provider, prefix=prefix).headers["Location"] == f"{prefix}/account/"
    assert User.objects.get().language == (prefix.strip("/") or "en")


def test_who_must_still_say_an_address_does_so_in_the_same_language(client: Client, provider):
    del provider.person["email"]
    answer = come_back(client, provider, prefix="/de")
    assert answer.headers["Location"] == "/de/account/elsewhere/signup/"
    client.post(answer.headers["Location"], {"email": "ada@example.org"})
    assert User.objects.get().language == "de"
