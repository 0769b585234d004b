"""Two at once, and a process that is killed while it decides: nothing is half done, nothing is overwritten unseen."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from internationalisation.models import ReviewNote
from internationalisation.review.actions.common import locked
from internationalisation.review.actions.decisions import approve
from internationalisation.review.errors import Changed
from internationalisation.review.states import State, state_of
from tests.internationalisation.factories import make_contact
from tests.internationalisation.review.worlds import fresh, make_waiting, mark, write_draft

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PROJECT = Path(__file__).resolve().parents[3]
# Approves, and kills itself when the profile is published and only the note is still to be written.
KILLED = """
import os, signal, sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from internationalisation.review.actions import decisions
from portal.accounts.models import User
decisions.note = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
user = User.objects.get(email="contact@example.org")
decisions.approve(organisation_pk=int(sys.argv[2]), user=user, mark=sys.argv[3])
"""


def wait_until_somebody_waits_for_a_lock(thread: Thread) -> None:
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            thread.join(0.02)


def test_an_approval_that_waited_for_a_save_does_not_publish_what_nobody_saw():
    organisation, _manager = make_waiting()
    contact, seen, answers = make_contact("DE"), mark(organisation), []

    def decide() -> None:
        try:
            approve(organisation_pk=organisation.pk, user=contact, mark=seen)
        except Changed as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    other = Thread(target=decide)
    with transaction.atomic():
        locked(organisation.pk)
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
        write_draft(organisation, description="Something else.")
    other.join()
    assert answers
    assert state_of(fresh(organisation)).state == State.SUBMITTED


def test_a_worker_that_is_killed_while_it_decides_leaves_nothing_half_done():
    organisation, _manager = make_waiting()
    contact, seen = make_contact("DE"), mark(organisation)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    words = [connection.settings_dict["NAME"], str(organisation.pk), seen]
    ended = subprocess.run([sys.executable, "-c", KILLED, *words], cwd=PROJECT, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (fresh(organisation).live, state_of(fresh(organisation)).state) == (False, State.SUBMITTED)
    approve(organisation_pk=organisation.pk, user=contact, mark=seen)
    assert fresh(organisation).is_public
    assert ReviewNote.objects.filter(kind=ReviewNote.Kind.APPROVED).count() == 1
