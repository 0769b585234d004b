"""What only real transactions show: a process that is killed in between, and two administrators at once."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from internationalisation.people.members.actions import LastAdministrator, leave
from internationalisation.people.reminders.actions import remind
from portal.accounts.models import OutgoingMail
from portal.registry.models import ClusterOrganisation, Membership
from tests.internationalisation.factories import make_member
from tests.registry.factories import ClusterOrganisationFactory

PROJECT = Path(__file__).resolve().parents[3]
CONFIRMED = date(2026, 1, 1)
TODAY = CONFIRMED + timedelta(days=365)
# Kills itself when the mails of the second profile are queued, but its transaction is not over.
REMIND = """
import datetime, os, signal, sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
import django
django.setup()
from internationalisation.people.reminders import actions
tell, calls = actions.tell, []
def killing(*arguments):
    tell(*arguments)
    calls.append(1)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
actions.tell = killing
actions.remind(today=datetime.date.fromisoformat(sys.argv[2]))
"""

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_who_is_killed_in_between_has_asked_some_and_none_twice(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for number in range(3):
        make_member(ClusterOrganisationFactory(confirmed_on=CONFIRMED), f"admin{number}@example.org")
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    command = [sys.executable, "-c", REMIND, connection.settings_dict["NAME"], str(TODAY)]
    assert subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode == -9
    assert OutgoingMail.objects.count() == ClusterOrganisation.objects.filter(reminded_on=TODAY).count() == 1
    assert remind(today=TODAY) == 2
    assert remind(today=TODAY) == 0
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [f"admin{n}@example.org" for n in range(3)]


def at_once(*deeds) -> list:
    """What each deed answers, or the error it raises; all begin together, each in a connection of its own."""
    barrier = Barrier(len(deeds))

    def run(deed):
        try:
            barrier.wait(timeout=10)
            return deed()
        except LastAdministrator as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_administrators_who_leave_at_once_do_not_both_go():
    organisation = ClusterOrganisationFactory()
    users = [make_member(organisation, f"admin{number}@example.org") for number in range(2)]
    answers = at_once(*(lambda user=user: leave(organisation=organisation, user=user) for user in users))
    assert [type(answer) for answer in answers].count(LastAdministrator) == 1
    assert Membership.objects.filter(organisation=organisation).count() == 1
