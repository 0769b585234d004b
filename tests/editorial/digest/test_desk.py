"""The digest's desk: who may do what, drafts, previews, a test to oneself, sending."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, CLUSTER_MANAGER, EDITOR, MODERATOR
from portal.editorial.models import DigestIssue
from portal.home.roles import prepare_groups
from tests.editorial.digest.factories import make_issue, make_item, make_subscriber, make_words
from tests.editorial.factories import make_home

pytestmark = pytest.mark.django_db
SURE = {"sure": "on"}


@pytest.fixture(autouse=True)
def world():
    make_home()
    prepare_groups()


def signed_in(group: str) -> Client:
    user = User.objects.create_user(f"{group.replace(' ', '')}@example.org".lower(), "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in(EDITOR)


@pytest.fixture
def issue() -> DigestIssue:
    issue = make_issue()
    make_item(issue)
    return issue


def path(issue: DigestIssue, end: str = "") -> str:
    return f"/admin/digest/{issue.slug}/{end}"


@pytest.mark.parametrize(
    ("group", "is_allowed"),
    [(EDITOR, True), (MODERATOR, True), (ADMINISTRATOR, True), (ANALYST, False), (CLUSTER_MANAGER, False)],
)
def test_the_digest_is_written_by_those_who_write_pages(group: str, is_allowed: bool, issue):
    client = signed_in(group)
    for address in ("/admin/digest/", path(issue), path(issue, "preview/")):
        assert (client.get(address).status_code == 200) == is_allowed, address
    for address in (path(issue, "test/"), path(issue, "send/"), "/admin/digest/compose/"):
        client.post(address, SURE)
    assert (DigestIssue.objects.get(pk=issue.pk).state != "draft") == is_allowed
    assert bool(mail.outbox) == is_allowed


def test_nobody_reaches_it_without_an_account(client, issue):
    for address in ("/admin/digest/", path(issue), path(issue, "preview/")):
        assert client.get(address).status_code == 302
    assert client.post(path(issue, "send/")).status_code == 302
    issue.refresh_from_db()
    assert issue.is_draft


def test_an_editor_composes_the_week_s_digest(editor):
    for _click in range(2):
        response = editor.post("/admin/digest/compose/")
    assert response.status_code == 302
    assert editor.get(response.headers["Location"]).status_code == 200
    assert DigestIssue.objects.count() == 1


def test_an_editor_changes_introduction_order_and_what_is_left_out(editor, issue):
    item = issue.items.get()
    data = {"introduction-en": "Hello.", f"item-{item.pk}-position": "7", f"item-{item.pk}-is_left_out": "on"}
    assert editor.post(path(issue), data).status_code == 302
    issue.refresh_from_db()
    item.refresh_from_db()
    assert (issue.introductions, item.position, item.is_left_out) == ({"en": "Hello."}, 7, True)


def test_a_place_that_is_no_number_is_named_and_nothing_stored(editor, issue):
    item = issue.items.get()
    response = editor.post(path(issue), {"introduction-en": "Hello.", f"item-{item.pk}-position": "first"})
    assert response.status_code == 400
    assert "Enter a whole number" in response.content.decode()
    issue.refresh_from_db()
    assert issue.introductions == {}


def test_a_draft_whose_sending_began_meanwhile_is_not_changed(editor, issue):
    DigestIssue.objects.update(state="sending")
    editor.post(path(issue), {"introduction-en": "Late."})
    issue.refresh_from_db()
    assert issue.introductions == {}


def test_the_preview_is_the_mail_of_the_chosen_reader(editor):
    issue = make_issue()
    make_item(issue, texts={"en": make_words("New figures"), "fr": make_words("Nouveaux chiffres", "fr")})
    html = editor.post(path(issue, "preview/"), {"language": "fr"}).content.decode()
    assert "Nouveaux chiffres" in html
    text = editor.post(path(issue, "preview/"), {"language": "en", "text": "1"})
    assert "New figures" in text.content.decode()
    assert text.headers["Content-Type"].startswith("text/plain")
    assert editor.get(path(issue, "preview/")).headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_test_goes_to_whoever_asks_and_to_nobody_else(editor, issue):
    make_subscriber()
    editor.post(path(issue, "test/"), {"language": "en"})
    [message] = mail.outbox
    assert (message.to, message.subject[:5]) == (["editor@example.org"], "Test:")
    issue.refresh_from_db()
    assert issue.is_draft


def test_two_clicks_send_one_mail(editor, issue, django_capture_on_commit_callbacks):
    make_subscriber()
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            editor.post(path(issue, "send/"), SURE)
    assert len(mail.outbox) == 1
    text = editor.get(path(issue)).content.decode()
    assert "Mails sent: 1 of 1." in text
    assert "Send to all subscribers" not in text


def test_the_desk_pauses_and_goes_on(editor, issue):
    make_subscriber()
    editor.post(path(issue, "send/"), SURE)
    for step, state in (("pause", "paused"), ("resume", "sending"), ("cancel", "cancelled")):
        editor.post(path(issue, f"{step}/"), SURE)
        issue.refresh_from_db()
        assert issue.state == state


def test_what_cannot_be_undone_asks_for_a_tick(editor, issue):
    page = editor.post(path(issue, "send/"), follow=True).content.decode()
    assert "tick the box first" in page
    issue.refresh_from_db()
    assert issue.is_draft


def test_an_empty_issue_is_not_sent(editor):
    empty = make_issue()
    editor.post(path(empty, "send/"), SURE)
    empty.refresh_from_db()
    assert empty.is_draft


def test_sending_asks_for_a_post(editor, issue):
    assert editor.get(path(issue, "send/")).status_code == 405
