"""From draft to published: submitted, approved or sent back with a comment; those concerned hear of it by mail."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import PageLogEntry

from portal.accounts.models import User
from portal.accounts.roles import CONTRIBUTOR, MODERATOR
from portal.core.errors import TryLater
from portal.editorial.models import NewsPage
from portal.home.moderation import actions
from portal.home.moderation.models import WorkflowMail
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.home.editing.desk import member_of, signed_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    prepare_groups()
    member_of(MODERATOR)
    return factories.make_news_index(factories.make_home())


def submit(news) -> NewsPage:
    page = write(signed_in(member_of(CONTRIBUTOR)), news, **{"action-submit": "1"})
    assert page is not None
    return page


def decide(page: NewsPage, decision: str, comment: str = "") -> None:
    state = page.current_workflow_task_state
    path = f"/admin/pages/workflow/action/{page.pk}/{decision}/{state.pk}/"
    signed_in(member_of(MODERATOR)).post(path, {"comment": comment})


def addressees() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_what_is_submitted_is_not_public_before_it_is_approved(client: Client, news):
    page = submit(news)
    assert client.get("/news/written/").status_code == 404
    decide(page, "approve")
    assert client.get("/news/written/").status_code == 200


def test_moderators_hear_of_what_was_submitted(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit(news)
    assert addressees() == ["moderator@example.org"]
    assert "Written" in mail.outbox[0].subject


def test_who_submitted_hears_that_it_was_approved(news, django_capture_on_commit_callbacks):
    page = submit(news)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(page, "approve")
    assert addressees() == ["contributor@example.org"]


def test_an_editors_language_of_mails_holds_until_they_choose_one_for_the_editors_area(
    news, django_capture_on_commit_callbacks
):
    page = submit(news)
    User.objects.filter(email="contributor@example.org").update(language="fr")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(page, "approve")
    assert "a été approuvé" in mail.outbox[0].subject


def test_what_is_sent_back_comes_with_the_comment(news, django_capture_on_commit_callbacks):
    page = submit(news)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(page, "reject", "Name the source.")
    assert addressees() == ["contributor@example.org"]
    assert "Name the source." in mail.outbox[0].body
    assert not NewsPage.objects.get(pk=page.pk).live


def test_no_mail_leaves_inside_the_request(news):
    submit(news)
    assert mail.outbox == []
    assert WorkflowMail.objects.filter(mailed_at=None).count() == 1


def test_a_job_that_runs_twice_mails_once(news):
    submit(news)
    row = WorkflowMail.objects.get()
    actions.send_mail(mail_id=row.pk)
    actions.send_mail(mail_id=row.pk)
    assert addressees() == ["moderator@example.org"]


def test_a_mail_that_is_not_taken_stays_unsent(news, settings):
    submit(news)
    row = WorkflowMail.objects.get()
    settings.EMAIL_BACKEND = "tests.home.editing.test_moderation.Broken"
    with pytest.raises(TryLater):
        actions.send_mail(mail_id=row.pk)
    row.refresh_from_db()
    assert row.mailed_at is None


def test_a_page_that_is_gone_needs_no_mail(news):
    page = submit(news)
    row = WorkflowMail.objects.get()
    page.delete()
    actions.send_mail(mail_id=row.pk)
    assert mail.outbox == []


def test_every_step_stands_in_the_log(news):
    page = submit(news)
    decide(page, "approve")
    steps = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish"} <= steps


class Broken:
    """A mail server that takes nothing."""

    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        pass

    def close(self):
        pass

    def send_messages(self, messages):
        raise ConnectionError
