"""What each subscriber receives, and what becomes of mails that a mail server does not take."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from portal.editorial.digest import sending
from portal.editorial.digest.actions.issues import begin_sending, cancel, pause, resume
from portal.editorial.digest.actions.subscribers import unsubscribe
from portal.editorial.digest.sending import send_slice
from portal.editorial.models import Delivery, DigestIssue, Topic
from tests.editorial.digest.factories import make_issue, make_item, make_subscriber, make_words
from tests.editorial.digest.mail_server import mail_server
from tests.editorial.factories import make_home, make_news, make_news_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "portal.editorial.digest.posting.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def begun(*, items=("2026",)) -> DigestIssue:
    """An issue in line, whose job has not run: on_commit does not fire here."""
    issue = make_issue()
    for key in items:
        make_item(issue, key)
    begin_sending(issue=issue)
    return issue


def states(issue: DigestIssue) -> list[str]:
    return list(issue.deliveries.order_by("pk").values_list("state", flat=True))


def test_the_mail_can_be_read_without_html_and_be_ended_in_one_click(server):
    subscriber = make_subscriber()
    send_slice(begun().pk)
    [(to, mail)] = server.mails
    assert to == subscriber.email
    text, html = (part.get_payload(decode=True).decode() for part in mail.walk() if not part.is_multipart())
    for body in (text, html):
        assert "Release 2026" in body
        assert "http://localhost:8000/observatory/data/" in body
        assert f"/digest/preferences/{subscriber.token}/" in body
    assert "<img" not in html
    assert mail["List-Unsubscribe"].strip() == f"<http://localhost:8000/digest/one-click/{subscriber.token}/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    name = f"<digest.{DigestIssue.objects.get().slug}.{Delivery.objects.get().key}@localhost>"
    assert mail["Message-ID"].strip() == name


def test_two_clicks_send_once(server):
    make_subscriber()
    issue = begun()
    assert not begin_sending(issue=issue)
    for _run in range(2):
        send_slice(issue.pk)
    assert len(server.mails) == 1


def test_unconfirmed_readers_and_those_who_come_later_receive_nothing(server):
    make_subscriber("waiting", confirmed_at=None)
    issue = begun()
    make_subscriber("late")
    send_slice(issue.pk)
    assert server.mails == []


def test_a_paused_sending_goes_on_where_it_stopped(server):
    for name in ("one", "two"):
        make_subscriber(name)
    issue = begun()
    send_slice(issue.pk, seconds=0)
    assert pause(issue=issue)
    send_slice(issue.pk)
    assert server.mails == []
    assert resume(issue=issue)
    send_slice(issue.pk)
    assert server.recipients == ["one@example.org", "two@example.org"]


def test_a_pause_reaches_a_sender_at_work(server, monkeypatch):
    for name in ("one", "two", "three"):
        make_subscriber(name)
    issue = begun()
    hand_over = sending.Post.hand_over

    def and_pause(*arguments):
        pause(issue=issue)
        return hand_over(*arguments)

    monkeypatch.setattr(sending.Post, "hand_over", and_pause)
    send_slice(issue.pk)
    assert states(issue) == ["sent", "waiting", "waiting"]


def test_a_cancelled_sending_never_goes_on(server):
    make_subscriber()
    issue = begun()
    assert cancel(issue=issue)
    assert not resume(issue=issue)
    send_slice(issue.pk)
    assert server.mails == []


def test_a_slice_says_that_more_is_left(server):
    make_subscriber()
    issue = begun()
    assert send_slice(issue.pk, seconds=0)
    assert not send_slice(issue.pk)
    assert DigestIssue.objects.get().state == "sent"


def test_a_refused_address_stops_nobody_else(server):
    for name in ("gone", "there"):
        make_subscriber(name)
    server.refuse["gone@example.org"] = b"550 no such mailbox"
    issue = begun()
    send_slice(issue.pk)
    assert states(issue) == ["refused", "sent"]
    assert "no such mailbox" in issue.deliveries.get(state="refused").problem
    assert DigestIssue.objects.get().state == "sent"


def test_a_full_mailbox_is_tried_again_later(server):
    make_subscriber("full")
    server.refuse["full@example.org"] = b"452 full"
    issue = begun()
    send_slice(issue.pk)
    assert states(issue) == ["waiting"]
    server.refuse.clear()
    send_slice(issue.pk)
    assert server.mails == []
    issue.deliveries.update(due_at=timezone.now() - timedelta(seconds=1))
    send_slice(issue.pk)
    assert len(server.mails) == 1


def test_a_server_that_falls_silent_with_the_mail_in_hand_is_not_asked_twice(server):
    for name in ("silent", "there"):
        make_subscriber(name)
    server.silent.add("silent@example.org")
    issue = begun()
    for _run in range(2):
        send_slice(issue.pk)
    assert states(issue) == ["uncertain", "sent"]
    assert server.recipients == ["silent@example.org", "there@example.org"]


def test_without_a_mail_server_everything_waits_and_the_clock_goes_on(server, settings):
    make_subscriber()
    issue = begun()
    settings.EMAIL_PORT = 1  # nobody listens
    send_slice(issue.pk)
    assert states(issue) == ["waiting"]
    assert issue.deliveries.get().tries == 0
    settings.EMAIL_PORT = server.port
    call_command("tend_digest")
    assert len(server.mails) == 1


def test_a_server_that_takes_few_mails_a_connection_gets_them_over_several(server):
    for number in range(5):
        make_subscriber(f"reader{number}")
    server.a_connection = 2
    issue = begun()
    send_slice(issue.pk)
    assert states(issue) == ["sent"] * 5
    assert len(server.mails) == 5


def test_who_ended_the_digest_a_moment_ago_is_left_out(server):
    subscriber = make_subscriber()
    issue = begun()
    unsubscribe(token=subscriber.token)
    send_slice(issue.pk)
    assert server.mails == []
    assert states(issue) == ["skipped"]


def test_a_second_sender_keeps_away(server, monkeypatch):
    make_subscriber()
    issue = begun()
    monkeypatch.setattr(sending, "LOCK_SECONDS", 0.0)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [sending.LOCK_CLASS, issue.pk])
        assert not send_slice(issue.pk)
    finally:
        other.close()
    assert server.mails == []
    assert states(issue) == ["waiting"]


def test_a_mail_that_is_tried_again_has_the_same_name(server):
    """Mail servers and programs recognise a mail by its Message-ID."""
    make_subscriber()
    issue = begun()
    for _time in range(2):
        DigestIssue.objects.update(state="sending")
        Delivery.objects.update(state="waiting")
        send_slice(issue.pk)
    assert len(server.mails) == 2
    assert len({mail["Message-ID"] for _to, mail in server.mails}) == 1


def test_readers_get_what_they_chose_in_their_language(server):
    german = make_subscriber("german", language="de", countries=["DE"])
    topical = make_subscriber("topical", topics=["skills"])
    issue = make_issue(introductions={"en": "Good week.", "de": "Gute Woche."})
    news = make_news_index(make_home())
    for slug, fields in {
        "german": {"countries": ["DE"], "texts": {"en": make_words("In Germany"), "de": make_words("In Land", "de")}},
        "french": {"countries": ["FR"], "texts": {"en": make_words("In France")}},
        "skilled": {"topics": ["skills"], "texts": {"en": make_words("On skills")}},
    }.items():
        make_item(issue, str(make_news(news, slug).translation_key), kind="news", **fields)
    make_topic("skills")
    begin_sending(issue=issue)
    send_slice(issue.pk)
    bodies = {to: mail.get_payload(0).get_payload(decode=True).decode() for to, mail in server.mails}
    assert "In Land" in bodies[german.email]
    assert "Gute Woche." in bodies[german.email]
    assert "On skills" in bodies[german.email]
    assert "In France" not in bodies[german.email]
    assert "On skills" in bodies[topical.email]
    assert "In Germany" not in bodies[topical.email]


def make_topic(slug: str) -> None:
    Topic.objects.create(name=slug.title(), slug=slug)


def test_a_week_with_nothing_of_the_choice_brings_no_mail(server):
    make_subscriber(topics=["skills"])
    make_topic("skills")
    issue = make_issue()
    item = make_news(make_news_index(make_home()), "other")
    make_item(issue, str(item.translation_key), kind="news", topics=["finance"])
    begin_sending(issue=issue)
    send_slice(issue.pk)
    assert server.mails == []
    assert states(issue) == ["skipped"]


def test_what_was_taken_down_before_the_sending_is_not_sent(server):
    make_subscriber()
    issue = make_issue()
    page = make_news(make_news_index(make_home()), "withdrawn")
    make_item(issue, "2026")
    make_item(issue, str(page.translation_key), kind="news", texts={"en": make_words("Withdrawn")})
    page.unpublish()
    begin_sending(issue=issue)
    send_slice(issue.pk)
    assert "Withdrawn" not in server.mails[0][1].as_string()
