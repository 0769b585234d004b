from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.accounts.devices import COOKIE
from portal.accounts.models import KnownDevice, User
from portal.accounts.presenters import device_name, present_security
from portal.accounts.queries import get_security
from portal.core.cookies import cookies
from tests.accounts.factories import add_app, change_password, make_member, sign_in
from tests.pages import assert_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_member()


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_the_first_device_is_no_news_and_another_one_is_told(user):
    first, second = Client(), Client()
    sign_in(first)
    assert subjects() == []
    sign_in(second)
    assert subjects() == ["EU Cluster Portal: Signed in from another device"]


def test_a_device_that_is_known_is_told_once(user):
    first, second = Client(), Client()
    sign_in(first)
    for _ in range(2):
        sign_in(second)
        second.post("/account/logout/")
    assert len(subjects()) == 1


def test_the_cookie_says_nothing_of_the_account_and_is_on_the_list(client: Client, user):
    sign_in(client)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie.value not in KnownDevice.objects.get().token_sum
    assert COOKIE in [cookie.name for cookie in cookies()]


def test_a_member_sees_where_they_are_signed_in_and_ends_one(user):
    here, there = Client(), Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    sign_in(there)
    sign_in(here)
    html = here.get("/account/devices/").content.decode()
    assert "Firefox, Linux" in html
    assert_page(here.get("/account/devices/"))
    session = UserSession.objects.get(user_agent__contains="Firefox")
    here.post("/account/devices/", {"session": session.pk})
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_all_others_are_signed_out_at_once(user):
    here, others = Client(), [Client(), Client()]
    for client in (*others, here):
        sign_in(client)
    here.post("/account/devices/")
    assert [client.get("/account/").status_code for client in (*others, here)] == [302, 302, 200]


def test_nobody_ends_the_session_of_somebody_else(user):
    make_member("stranger@example.org")
    mine, theirs = Client(), Client()
    sign_in(mine)
    sign_in(theirs, "stranger@example.org")
    theirs.post("/account/devices/", {"session": UserSession.objects.get(user=user).pk})
    assert mine.get("/account/").status_code == 200


def test_a_new_password_signs_out_everywhere_else(user):
    here, there = Client(), Client()
    sign_in(there)
    sign_in(here)
    change_password(here)
    assert [client.get("/account/").status_code for client in (here, there)] == [200, 302]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18.0 Safari/605.1", "Safari, macOS"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", "Unknown device"),
    ],
)
def test_a_browser_is_named_as_people_know_it(user_agent, name):
    assert device_name(user_agent) == name


def test_an_account_that_nobody_confirms_is_deleted_after_a_month_and_no_other():
    old = timezone.now() - timedelta(days=31)
    forgotten, made, late = (User.objects.create_user(f"{name}@example.org") for name in ("a", "b", "c"))
    User.objects.filter(pk__in=[forgotten.pk, made.pk]).update(date_joined=old)
    for user in (forgotten, late):
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    call_command("tend_accounts")
    assert set(User.objects.values_list("email", flat=True)) == {"b@example.org", "c@example.org"}


def test_how_an_account_is_protected_costs_one_query_however_much_there_is(user, django_assert_num_queries):
    with django_assert_num_queries(1):
        few = get_security(user)
    add_app(user)
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.WEBAUTHN, data={}) for _ in range(3)
    )
    UserSession.objects.bulk_create(
        UserSession(user=user, session_key=f"key-{number}", ip="192.0.2.1", user_agent="") for number in range(30)
    )
    with django_assert_num_queries(1):
        many = get_security(user)
    assert (few.has_app, few.passkeys, few.devices) == (False, 0, 0)
    assert (many.has_app, many.passkeys, many.devices) == (True, 3, 30)
    assert [row.state for row in present_security(many)][2:] == [
        "Authenticator app, 3 passkeys", "Signed in on 30 devices",
    ]  # fmt: skip
