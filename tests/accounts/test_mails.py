import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.accounts.mails import send_mail
from portal.accounts.models import OutgoingMail
from portal.core.errors import TryLater
from tests.accounts.factories import change_password, make_member, sign_in
from tests.pages import parse

pytestmark = pytest.mark.django_db


class Down(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("The mail server is down.")


def ask_for_a_password(client: Client) -> None:
    client.post("/account/password/reset/", {"email": "reader@example.org"})


def test_a_mail_has_the_same_words_as_text_and_laid_out(client: Client):
    make_member()
    ask_for_a_password(client)
    html = mail.outbox[0].alternatives[0].content
    address = re.search(r"https?://\S+", mail.outbox[0].body)
    assert f'<a href="{address.group(0)}"' in html
    assert "Choose a new password</h1>" in html
    parse(HttpResponse(html))


def test_a_mail_is_forgotten_when_it_has_left(client: Client):
    make_member()
    ask_for_a_password(client)
    assert not OutgoingMail.objects.exists()


def test_a_job_that_runs_twice_sends_once(client: Client):
    row = OutgoingMail.objects.create(to="reader@example.org", subject="s", text="t", html="<p>t</p>")
    for _ in range(2):
        send_mail.call(row.pk)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_changes_no_answer_and_the_mail_leaves_later(client: Client, settings):
    make_member()
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    known = client.post("/account/password/reset/", {"email": "reader@example.org"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert OutgoingMail.objects.count() == 2
    rows = OutgoingMail.objects.values_list("pk", flat=True)
    with pytest.raises(TryLater):
        send_mail.call(rows[0])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for key in list(rows):
        send_mail.call(key)
    assert len(mail.outbox) == 2


def test_a_link_that_would_come_too_late_is_not_sent(client: Client):
    row = OutgoingMail.objects.create(to="reader@example.org", subject="s", text="t", html="<p>t</p>")
    OutgoingMail.objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(days=2))
    call_command("tend_accounts")
    assert (OutgoingMail.objects.count(), mail.outbox) == (0, [])


def test_a_changed_password_is_told_by_mail_with_what_to_do(client: Client):
    make_member()
    sign_in(client)
    change_password(client)
    assert "If it was not you" in mail.outbox[-1].body
    assert mail.outbox[-1].subject == "EU Cluster Portal: Your password was changed"
