"""A sending that is killed at any point and started again: every subscriber gets exactly one mail.

Real workers in processes of their own, a real mail server, SIGKILL.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from portal.editorial.digest.actions.issues import begin_sending, send_uncertain_again
from portal.editorial.models import Delivery, DigestIssue
from tests.editorial.digest.factories import make_issue, make_item, make_subscriber
from tests.editorial.digest.mail_server import mail_server

PROJECT = Path(__file__).resolve().parents[3]
READERS = 4
MOST_STARTS = 10
# A queue worker that kills itself at a named point of the n-th mail. A point is before or after a step of sending.
WORK = """
import os, signal, sys
from django.conf import settings
name, port, step, number = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
settings.DATABASES["default"]["NAME"] = name
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
settings.PORTAL_CLOCK = {}
settings.EMAIL_BACKEND = "portal.editorial.digest.posting.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
import django
django.setup()
from portal.core import queue
from portal.editorial.digest.actions import deliveries
queue.INTERVAL_SECONDS, queue.RECOVERY_SECONDS = 0.05, 0.1
calls = 0
def killing(when, step):
    def run(**arguments):
        global calls
        calls += 1
        if when == "before" and calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = step(**arguments)
        if when == "after" and calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    return run
if step:
    when, _, function = step.partition(" ")
    setattr(deliveries, function, killing(when, getattr(deliveries, function)))
from django.core.management import call_command
call_command("worker", "--batch")
"""

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def queue_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work(port: int, step: str = "", number: int = 0) -> int:
    """Run a worker to its end, or to the point where it kills itself; how it ended."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    words = [connection.settings_dict["NAME"], str(port), step, str(number)]
    ended = subprocess.run([sys.executable, "-c", WORK, *words], cwd=PROJECT, env=environment, check=False)
    return ended.returncode


def work_to_the_end(port: int) -> None:
    """Start workers until one has taken up what the killed one left."""
    for _start in range(MOST_STARTS):
        work(port)
        if DigestIssue.objects.get().state == DigestIssue.State.SENT:
            return


@pytest.fixture
def issue():
    for number in range(READERS):
        make_subscriber(f"reader{number}")
    issue = make_issue()
    make_item(issue)
    begin_sending(issue=issue)
    return issue


def readers() -> list[str]:
    return [f"reader{number}@example.org" for number in range(READERS)]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("before claim", id="before-the-claim"),
        pytest.param("after claim", id="between-claim-and-send"),
        pytest.param("before note_handing", id="in-the-middle-of-the-mail"),
        pytest.param("before note_sent", id="between-send-and-mark"),
    ],
)
def test_everybody_gets_exactly_one_mail_when_the_sending_is_killed(step: str, issue):
    with mail_server() as server:
        assert work(server.port, step, number=2) == -9
        killed_at = len(server.mails)
        work_to_the_end(server.port)
    assert 1 <= killed_at < READERS
    assert server.recipients == readers()
    assert DigestIssue.objects.get().state == DigestIssue.State.SENT


def test_what_was_cut_off_as_its_last_line_left_is_named_and_sent_again_only_by_an_editor(issue):
    """The one moment when nobody can know: never twice by itself, and never lost in silence."""
    with mail_server() as server:
        assert work(server.port, "after note_handing", number=2) == -9
        work_to_the_end(server.port)
        assert server.recipients == [one for one in readers() if one != "reader1@example.org"]
        assert Delivery.objects.get(state="uncertain").subscriber.email == "reader1@example.org"
        assert send_uncertain_again(issue=issue)
        work_to_the_end(server.port)
    assert server.recipients == readers()
