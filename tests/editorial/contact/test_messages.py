from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.accounts.roles import ANALYST, EDITOR
from portal.core.reader_forms import MOST_MESSAGES
from portal.editorial.contact.tasks import mail_message
from portal.editorial.models import ContactMessage, ContactPage
from portal.home.roles import prepare_groups
from tests.editorial.factories import make_home
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
ADDRESS = "/feedback/"
WORDS = "The menu cannot be reached with the keyboard."


@pytest.fixture(autouse=True)
def _nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def client(django_capture_on_commit_callbacks) -> Client:
    """A browser; what a request asked for after its commit is done when it is answered."""

    class Browser(Client):
        def request(self, **request):
            with django_capture_on_commit_callbacks(execute=True):
                return super().request(**request)

    return Browser()


def sent(**changes: str) -> dict[str, str]:
    return {
        "kind": "accessibility", "address": "/news/", "message": WORDS, "email": "reader@example.org",
        "token": str(uuid4()), "trap": "",
    } | changes  # fmt: skip


def test_a_message_is_kept_and_mailed_to_the_editors(client: Client, settings):
    settings.PORTAL_CONTACT_EMAIL = "desk@example.org"
    response = client.post(ADDRESS, sent())
    assert (response.status_code, response["Location"]) == (302, "/feedback/thanks/")
    message = ContactMessage.objects.get()
    assert (message.kind, message.message, message.address, message.language) == (
        "accessibility",
        WORDS,
        "/news/",
        "en",
    )
    assert [one.to for one in mail.outbox] == [["desk@example.org"]]
    assert mail.outbox[0].reply_to == ["reader@example.org"]
    assert WORDS in mail.outbox[0].body


def test_nobody_has_to_give_an_address(client: Client):
    client.post(ADDRESS, sent(email=""))
    assert ContactMessage.objects.get().email == ""
    assert mail.outbox[0].reply_to == []


def test_a_second_click_stores_and_sends_nothing_twice(client: Client):
    form = sent()
    for _click in range(2):
        assert client.post(ADDRESS, form).status_code == 302
    assert ContactMessage.objects.count() == len(mail.outbox) == 1


def test_who_goes_back_and_writes_other_words_sends_another_message(client: Client):
    form = sent()
    client.post(ADDRESS, form)
    client.post(ADDRESS, form | {"message": "And the search neither."})
    assert ContactMessage.objects.count() == len(mail.outbox) == 2


def test_the_job_run_twice_sends_one_mail_and_none_for_a_message_that_is_gone(client: Client):
    client.post(ADDRESS, sent())
    pk = ContactMessage.objects.get().pk
    mail_message.call(pk)
    ContactMessage.objects.all().delete()
    mail_message.call(pk)
    assert len(mail.outbox) == 1


def test_what_fills_in_the_trap_is_thanked_and_forgotten(client: Client):
    assert client.post(ADDRESS, sent(trap="https://spam.example")).status_code == 302
    assert not ContactMessage.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": ""},
        {"message": "x" * 5001},
        {"email": "nobody"},
        {"token": "once"},
        {"kind": "praise"},
        {"address": "https://elsewhere.example/"},
        {"address": "//elsewhere.example/"},
    ],
)
def test_a_wrong_message_comes_back_with_every_word_and_what_to_do(client: Client, wrong: dict[str, str]):
    response = client.post(ADDRESS, sent(**wrong))
    assert response.status_code == 400
    html = response.content.decode()
    assert "This could not be sent" in html
    assert wrong.get("message", WORDS) in html
    assert not ContactMessage.objects.exists()


def test_one_message_too_many_is_refused_and_loses_no_word(client: Client):
    for _message in range(MOST_MESSAGES):
        assert client.post(ADDRESS, sent()).status_code == 302
    response = client.post(ADDRESS, sent(message="One more."))
    assert response.status_code == 429
    assert "Wait an hour" in response.content.decode()
    assert "One more." in response.content.decode()
    assert ContactMessage.objects.count() == MOST_MESSAGES
    assert client.post(ADDRESS, sent(), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_address_of_the_sender_is_kept_nowhere(client: Client):
    client.post(ADDRESS, sent(), REMOTE_ADDR="192.0.2.7")
    fields = {field.name for field in ContactMessage._meta.get_fields()}
    assert not fields & {"ip", "ip_address", "user", "user_agent"}
    assert not any("192.0.2.7" in str(key) for key in getattr(cache, "_cache", {}))


def test_the_form_takes_its_kind_and_page_from_the_address(client: Client):
    html = client.get(f"{ADDRESS}?kind=accessibility&about=/news/").content.decode()
    assert "<h1" in html
    assert "Report an accessibility problem" in html
    assert 'name="address" value="/news/"' in html
    assert client.get(f"{ADDRESS}?kind=praise").status_code == 400


def test_the_form_on_the_contact_page_sends(client: Client):
    make_home().add_child(instance=ContactPage(title="Contact", slug="contact", lead="Whom to ask."))
    tree = assert_page(client.get("/contact/"))
    form = next(one for one in tree.iter() if one.get("class") == "portal-form")
    assert form.get("action") == ADDRESS
    values = {one.get("name"): one.get("value") or "" for one in form.iter() if one.get("name")}
    assert client.post(ADDRESS, {**values, "message": WORDS, "email": ""}).status_code == 302
    assert ContactMessage.objects.get().kind == "contact"


def test_old_messages_are_deleted_by_the_clock(client: Client, settings, capsys):
    settings.PORTAL_MESSAGES_KEPT_DAYS = 30
    assert "delete_old_messages" in settings.PORTAL_CLOCK
    for message in ("old", "new"):
        client.post(ADDRESS, sent(message=message))
    ContactMessage.objects.filter(message="old").update(created_at=timezone.now() - timedelta(days=31))
    call_command("delete_old_messages")
    assert list(ContactMessage.objects.values_list("message", flat=True)) == ["new"]


@pytest.fixture
def editor(client: Client, django_user_model):
    prepare_groups()
    user = django_user_model.objects.create_user("editor@example.org", "a-long-password")
    user.groups.add(Group.objects.get(name=EDITOR))
    return user


def test_editors_read_messages_and_say_that_one_is_answered(client: Client, editor):
    client.post(ADDRESS, sent())
    message = ContactMessage.objects.get()
    client.force_login(editor)
    assert WORDS not in client.get("/admin/contact_messages/").content.decode()
    assert "reader@example.org" in client.get("/admin/contact_messages/").content.decode()
    edit = f"/admin/contact_messages/edit/{message.pk}/"
    assert WORDS in client.get(edit).content.decode()
    client.post(edit, {"state": "answered", "message": "Other words.", "email": "other@example.org"})
    message.refresh_from_db()
    assert (message.state, message.message, message.email) == ("answered", WORDS, "reader@example.org")


def test_nobody_writes_or_deletes_a_readers_message_in_the_desk(client: Client, editor):
    client.post(ADDRESS, sent())
    pk = ContactMessage.objects.get().pk
    client.force_login(editor)
    for path in ("/admin/contact_messages/new/", f"/admin/contact_messages/delete/{pk}/"):
        assert client.post(path).status_code == 302
    assert ContactMessage.objects.count() == 1


def test_analysts_do_not_see_messages(client: Client, django_user_model):
    prepare_groups()
    user = django_user_model.objects.create_user("analyst@example.org", "a-long-password")
    user.groups.add(Group.objects.get(name=ANALYST))
    client.force_login(user)
    assert client.get("/admin/contact_messages/").status_code == 302
