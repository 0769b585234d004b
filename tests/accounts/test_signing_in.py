import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from portal.home.roles import prepare_groups
from tests.accounts.factories import PASSWORD, make_member, sign_in
from tests.pages import assert_page, every

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_member("Reader@Example.org")


@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/signup/"]
)
def test_pages_of_sign_in_are_complete(client: Client, path):
    assert_page(client.get(path))


def test_a_reader_signs_in_and_out(client: Client, user):
    assert sign_in(client, next="/account/").headers["Location"] == "/account/"
    assert_page(client.get("/account/"))
    assert_page(client.get("/account/logout/"))
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/account/").status_code == 302


def test_a_wrong_password_is_said_above_the_form(client: Client, user):
    tree = assert_page(sign_in(client, password="wrong"))
    alerts = [element for element in tree.iter() if element.get("role") == "alert"]
    assert len(alerts) == 1
    assert "This could not be sent" in "".join(alerts[0].itertext())


def test_too_many_attempts_are_stopped_in_plain_words(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, password="wrong")
    response = sign_in(client, password="wrong")
    assert response.status_code == 429
    assert "Wait a few minutes" in response.content.decode()


def test_a_missing_address_is_said_at_its_field(client: Client):
    tree = assert_page(client.post("/account/login/", {"login": "", "password": "x"}))
    field = next(element for element in every(tree, "input") if element.get("name") == "login")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") in {element.get("id") for element in tree.iter()}


def test_sign_in_leads_nowhere_else(client: Client, user):
    response = sign_in(client, next="https://evil.example.org/")
    assert "evil" not in response.headers["Location"]


def test_a_forgotten_password_is_replaced_through_a_mail(client: Client, user):
    client.post("/account/password/reset/", {"email": "reader@example.org"})
    assert mail.outbox[0].subject == "EU Cluster Portal: Choose a new password"
    address = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)
    assert address
    form = client.get(address.group(1), follow=True)
    assert_page(form)
    path = form.redirect_chain[-1][0]
    new = {"password1": "another-long-secret", "password2": "another-long-secret"}
    assert_page(client.post(path, new, follow=True))
    client.logout()
    assert sign_in(client, password="another-long-secret").status_code == 302


def test_a_link_that_was_used_says_so(client: Client):
    assert "does not work any more" in client.get("/account/password/reset/key/1-set-password/").content.decode()


def test_whether_an_address_has_an_account_is_not_told(client: Client, user):
    known = client.post("/account/password/reset/", {"email": "reader@example.org"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert "no account uses this address" in mail.outbox[1].body


def test_a_password_is_changed_by_who_knows_the_old_one(client: Client, user):
    sign_in(client)
    assert_page(client.get("/account/password/change/"))
    new = {"oldpassword": PASSWORD, "password1": "another-long-secret", "password2": "another-long-secret"}
    assert client.post("/account/password/change/", new).status_code == 302
    user.refresh_from_db()
    assert user.check_password("another-long-secret")


def test_the_editors_area_asks_to_sign_in_where_everybody_does(client: Client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/")
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/account/login/?next=/admin/"
    assert client.get("/admin/password_reset/").headers["Location"] == "/account/password/reset/"


PRIVATE = ["/account/", "/account/password/change/", "/admin/", "/admin/pages/", "/admin/images/", "/admin/users/"]
MATRIX = {
    "anonymous": set(),
    "reader": {"/account/", "/account/password/change/"},
    "Cluster manager": {"/account/", "/account/password/change/"},
    "Analyst": {"/account/", "/account/password/change/", "/admin/"},
    "Editor": {"/account/", "/account/password/change/", "/admin/", "/admin/images/", "/admin/pages/"},
    "Moderator": {"/account/", "/account/password/change/", "/admin/", "/admin/images/", "/admin/pages/"},
    "Administrator": set(PRIVATE),
}


@pytest.mark.parametrize(("who", "open_to"), MATRIX.items())
def test_everybody_reaches_what_their_group_allows_and_nothing_else(client: Client, who, open_to):
    prepare_groups()
    if who != "anonymous":
        user = User.objects.create_user("somebody@example.org", PASSWORD)
        user.groups.set(Group.objects.filter(name=who))
        client.force_login(user)
    assert {path for path in PRIVATE if client.get(path).status_code == 200} == open_to


def test_a_reader_is_told_that_the_editors_area_is_closed_to_them(client: Client, user):
    client.force_login(user)
    assert client.get("/admin/", follow=True).status_code == 403


def test_editors_change_address_and_password_where_everybody_does(client: Client):
    client.force_login(make_member("editor@example.org", "Editor"))
    html = client.get("/admin/account/").content.decode()
    assert "name_email-email" not in html
    assert "old_password" not in html


def test_an_address_that_an_administrator_replaced_signs_nobody_in(client: Client, user):
    client.force_login(make_member("administrator@example.org", "Administrator"))
    form = {"email": "other@example.org", "first_name": "A", "last_name": "B", "is_active": "on", "groups": []}
    assert client.post(f"/admin/users/edit/{user.pk}/", form).status_code == 302
    assert sign_in(Client()).status_code == 200
    asked = sign_in(Client(), "other@example.org")
    assert asked.headers["Location"] == "/account/confirm-email/"
    assert mail.outbox[-1].to == ["other@example.org"]
