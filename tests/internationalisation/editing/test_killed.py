"""A worker that dies while it saves: nothing half done stays, and the same words can be sent again.

A real process with SIGKILL, and two connections at once.
"""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from wagtail.models import Revision

from internationalisation.editing.actions import Writing, save_draft
from internationalisation.editing.values import content_of, values_of
from internationalisation.models import SavedForm
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.factories import make_draft, make_member
from tests.registry.factories import CountryFactory

PROJECT = Path(__file__).resolve().parents[3]
FORM = "00000000-0000-4000-8000-00000000abcd"
# Workers that kill themselves before the n-th statement that writes; prints how each of them ended.
SAVE = """
import os, signal, sys
from django.conf import settings
name, pk, *numbers = sys.argv[1], *map(int, sys.argv[2:])
settings.DATABASES["default"]["NAME"] = name
import django
django.setup()
from django.db import connection
from tests.internationalisation.editing.test_killed import save
def save_until(number):
    written = 0
    def killing(execute, sql, params, many, context):
        nonlocal written
        written += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if written == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(killing):
        save(pk)
for number in numbers:
    child = os.fork()
    if not child:
        save_until(number)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
WRITES = (2, 4, 6)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def save(pk: int, form: str = FORM, **changed) -> None:
    organisation = ClusterOrganisation.objects.get(pk=pk)
    user = organisation.memberships.get().user
    base = values_of(content_of(organisation), ("description", "contacts", *changed))
    person = {"key": FORM, "name": "Grace", "position": "", "email": "", "phone": "", "has_agreed": False}
    values = base | (changed or {"description": "All of it.", "contacts": [person]})
    save_draft(organisation=organisation, user=user, writing=Writing(values, base, UUID(form)))


def state() -> tuple:
    organisation = ClusterOrganisation.objects.get()
    people = [one.name for one in organisation.contacts.all()]
    revisions = Revision.objects.exclude(user=None).count()
    return organisation.description, people, revisions, SavedForm.objects.count()


@pytest.fixture
def organisation():
    organisation = make_draft(name="Cluster of clocks", country=CountryFactory(code="DE"))
    make_member(organisation)
    return organisation


def test_a_saving_that_is_killed_leaves_nothing_half_done_and_is_sent_again(organisation):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    words = [connection.settings_dict["NAME"], *map(str, (organisation.pk, *WRITES))]
    ended = subprocess.run(
        [sys.executable, "-c", SAVE, *words], cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
    )
    assert ended.stdout.split() == ["-9"] * len(WRITES)
    assert state() == ("", [], 0, 0)
    save(organisation.pk)
    save(organisation.pk)
    assert state() == ("All of it.", ["Grace"], 1, 1)


def test_two_savings_at_the_same_moment_both_stand(organisation):
    fields = ("description", "strategy", "objectives", "phone")

    def write(name: str) -> None:
        save(organisation.pk, str(uuid4()), **{name: f"New {name}."})
        connection.close()

    threads = [Thread(target=write, args=[name]) for name in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    organisation.refresh_from_db()
    assert [getattr(organisation, name) for name in fields] == [f"New {name}." for name in fields]
