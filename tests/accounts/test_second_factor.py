import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import User
from portal.home.actions import prepare_first_editor
from portal.home.roles import prepare_groups
from tests.accounts.factories import PASSWORD, SECRET, add_app, code_now, confirm, make_member, sign_in
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
SET_UP, INDEX = "/account/second-factor/app/", "/account/second-factor/"


@pytest.fixture
def mandatory(settings):
    settings.PORTAL_MFA_REQUIRED = True


def sign_in_with_code(client: Client, email: str = "reader@example.org"):
    sign_in(client, email)
    return client.post("/account/second-factor/ask/", {"code": code_now()})


def set_up_app(client: Client, password: str = PASSWORD) -> str:
    """Through the pages, as a member does; the secret of the app."""
    confirm(client, password)
    page = client.get(SET_UP)
    assert_page(page)
    html = page.content.decode()
    secret = re.search(r'<code class="portal-key">(\w+)</code>', html).group(1)
    assert client.post(SET_UP, {"code": code_now(secret)}).headers["Location"] == "/account/second-factor/codes/"
    return secret


def test_a_member_sets_up_an_app_and_is_asked_for_its_code(client: Client, django_capture_on_commit_callbacks):
    make_member()
    sign_in(client)
    assert_page(client.get(INDEX))
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(client)
    assert_page(client.get(INDEX))
    assert mail.outbox[-1].subject == "EU Cluster Portal: An authenticator app was set up"
    other = Client()
    assert sign_in(other).headers["Location"] == "/account/second-factor/ask/"
    assert_page(other.get("/account/second-factor/ask/"))
    assert other.get("/account/").status_code == 302
    assert other.post("/account/second-factor/ask/", {"code": code_now(secret)}).headers["Location"] == "/account/"


def test_a_wrong_code_opens_nothing(client: Client):
    add_app(make_member())
    sign_in(client)
    tree = assert_page(client.post("/account/second-factor/ask/", {"code": "000000"}))
    assert [element for element in tree.iter() if element.get("role") == "alert"]
    assert client.get("/account/").status_code == 302


def test_where_somebody_was_going_survives_the_code(client: Client):
    add_app(make_member())
    sign_in(client, next="/account/data/")
    answer = client.post("/account/second-factor/ask/", {"code": code_now()})
    assert answer.headers["Location"] == "/account/data/"


def test_a_code_works_once(client: Client):
    add_app(make_member())
    assert sign_in_with_code(client).status_code == 302
    other = Client()
    sign_in(other)
    used = other.post("/account/second-factor/ask/", {"code": code_now()})
    # Where the half minute turned between the two, the second code is another one.
    assert used.status_code == 200 or used.headers["Location"] == "/account/"


def test_too_many_codes_are_stopped(client: Client):
    add_app(make_member())
    sign_in(client)
    answers = [client.post("/account/second-factor/ask/", {"code": "000000"}) for _ in range(7)]
    assert "Too many" in answers[-1].content.decode()


def test_a_recovery_code_signs_in_once(client: Client):
    make_member()
    sign_in(client)
    set_up_app(client)
    codes = client.get("/account/second-factor/codes.txt").content.decode()
    code = re.findall(r"^\d{8}$", codes, re.MULTILINE)[0]
    assert code in client.get("/account/second-factor/codes/").content.decode()
    answers = []
    for _ in range(2):
        other = Client()
        sign_in(other)
        answers.append(other.post("/account/second-factor/ask/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_new_recovery_codes_replace_the_old_ones(client: Client):
    make_member()
    sign_in(client)
    set_up_app(client)
    before = client.get("/account/second-factor/codes.txt").content
    assert_page(client.get("/account/second-factor/codes/new/"))
    client.post("/account/second-factor/codes/new/")
    assert client.get("/account/second-factor/codes.txt").content != before


def test_the_secret_of_an_app_is_encrypted_and_a_new_key_of_the_portal_still_reads_it(client: Client, settings):
    add_app(make_member())
    assert SECRET not in str(Authenticator.objects.get().data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-test-only-key"
    assert sign_in_with_code(client).headers["Location"] == "/account/"


@pytest.mark.parametrize("group", ["Editor", "Moderator", "Administrator"])
def test_who_changes_what_everybody_reads_sets_up_a_second_factor_first(client: Client, mandatory, group):
    make_member("worker@example.org", group)
    assert sign_in(client, "worker@example.org", next="/admin/").headers["Location"] == "/admin/"
    for path in ("/admin/", "/admin/pages/", "/account/", "/account/data/"):
        assert client.get(path).headers["Location"] == INDEX, path
    assert client.post("/account/views/", {"kind": "map"}).headers["Location"] == INDEX
    assert "Set up a second factor first" in client.get(INDEX).content.decode()
    assert client.get("/observatory/methodology/").status_code == 200
    set_up_app(client)
    assert client.get("/admin/").status_code == 200


def test_administrators_of_everything_are_no_exception(client: Client, mandatory):
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    assert client.get("/admin/").headers["Location"] == INDEX


@pytest.mark.parametrize("groups", [(), ("Analyst",), ("Cluster manager",)])
def test_everybody_else_may_but_need_not(client: Client, mandatory, groups):
    make_member("member@example.org", *groups)
    sign_in(client, "member@example.org")
    assert client.get("/account/").status_code == 200


def test_the_first_editor_of_a_new_portal_gets_in(client: Client, mandatory):
    prepare_groups()
    password = prepare_first_editor(email="editor@example.org")
    sign_in(client, "editor@example.org", password)
    assert client.get("/admin/", follow=True).redirect_chain == [(INDEX, 302)]
    set_up_app(client, password)
    assert client.get("/admin/").status_code == 200


def test_who_needs_a_second_factor_keeps_the_last_one(client: Client, mandatory):
    add_app(make_member("worker@example.org", "Editor"))
    sign_in_with_code(client, "worker@example.org")
    confirm(client)
    page = client.get("/account/second-factor/app/remove/")
    assert "keeps a second factor" in page.content.decode()
    client.post("/account/second-factor/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_needs_none_removes_it_and_is_told_by_mail(client: Client):
    add_app(make_member())
    sign_in_with_code(client)
    confirm(client)
    assert_page(client.get("/account/second-factor/app/remove/"))
    client.post("/account/second-factor/app/remove/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert mail.outbox[-1].subject == "EU Cluster Portal: The authenticator app was removed"


def test_an_administrator_resets_a_lost_second_factor_which_signs_out_everywhere(client: Client, capsys):
    add_app(make_member())
    sign_in_with_code(client)
    call_command("reset_second_factor", "Reader@example.org")
    assert "Taken away: 1" in capsys.readouterr().out
    assert client.get("/account/").status_code == 302
    assert sign_in(Client()).headers["Location"] == "/account/"
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@example.org")


def test_changes_of_protection_ask_again_who_it_is(client: Client):
    client.force_login(make_member())
    asked = client.get(SET_UP)
    assert asked.headers["Location"] == f"/account/reauthenticate/?next={SET_UP.replace('/', '%2F')}"
    assert_page(client.get(asked.headers["Location"]))
    answer = client.post(asked.headers["Location"], {"password": PASSWORD, "next": SET_UP})
    assert answer.headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_a_public_server_without_the_duty_is_warned(settings):
    settings.PORTAL_MFA_REQUIRED = False
    assert "accounts.W001" in [found.id for found in run_checks(tags=["security"], include_deployment_checks=True)]
    settings.PORTAL_MFA_REQUIRED = True
    assert "accounts.W001" not in [found.id for found in run_checks(tags=["security"], include_deployment_checks=True)]


def test_every_way_to_show_who_one_is_is_offered_and_leads_on(client: Client):
    add_app(make_member())
    sign_in_with_code(client)
    page = client.get(f"/account/reauthenticate/?next={INDEX}").content.decode()
    assert "With the authenticator app or a recovery code" in page
    assert f'href="/account/second-factor/reauthenticate/?next={INDEX.replace("/", "%2F")}"' in page
    assert_page(client.get("/account/second-factor/reauthenticate/"))


def test_a_session_from_before_somebody_became_an_editor_is_no_way_around(client: Client, mandatory):
    user = make_member()
    sign_in(client)
    assert client.get("/account/").status_code == 200
    prepare_groups()
    user.groups.add(Group.objects.get(name="Editor"))
    assert client.get("/admin/").headers["Location"] == INDEX
