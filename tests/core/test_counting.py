"""What is counted together: by several processes, within a time, and never early forgotten."""

import os
import subprocess
import sys
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from portal.core.counting import TABLE, count
from tests.accounts.factories import make_member, sign_in
from tests.stack import ROOT

SHARED = ("allauth:rl:test", "jwt:iss=a,jti=b")


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return cursor.fetchone()[0]


def let_pass() -> None:
    """All times are over."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET expires = now() - interval '1 day'")


@pytest.mark.django_db
def test_counting_goes_on_within_the_time_and_begins_again_after_it():
    assert [count("a", 60) for _ in range(3)] == [1, 2, 3]
    assert count("b", 60) == 1
    let_pass()
    assert count("a", 60) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", SHARED)
def test_what_allauth_counts_stands_in_the_database_and_nothing_else_does(key):
    before = rows()
    cache.set("another", 1)
    assert rows() == before
    cache.set(key, [1, 2])
    assert (rows() - before, cache.get(key), caches["counts"].get(key)) == (1, [1, 2], [1, 2])
    cache.delete(key)
    assert cache.get(key) is None


@pytest.mark.django_db
def test_only_the_first_adds_until_the_time_is_over():
    assert [cache.add("allauth:lock", 1, 10), cache.add("allauth:lock", 1, 10)] == [True, False]
    let_pass()
    assert cache.add("allauth:lock", 1, 10)


@pytest.mark.django_db
def test_what_no_longer_counts_is_deleted_by_the_clock(settings):
    count("old", 60)
    let_pass()
    count("new", 60)
    call_command("delete_old_counts")
    assert rows() == 1
    assert "delete_old_counts" in settings.PORTAL_CLOCK


@pytest.mark.django_db
def test_attempts_to_sign_in_are_counted_beyond_the_memory_of_a_process():
    make_member()
    for _ in range(5):
        sign_in(Client(), password="wrong-password-here")
    cache.clear()  # another process remembers nothing of this one
    assert "Too many failed" in sign_in(Client()).content.decode()


@pytest.mark.django_db
def test_two_processes_share_a_count():
    key = f"shared-{uuid4()}"
    of_another = f"from portal.core.counting import count; print(count('{key}', 60), count('{key}', 60))"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", of_another],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "DATABASE_URL": _address()},
    )  # fmt: skip
    assert (done.stdout.split(), count(key, 60)) == (["1", "2"], 3)


def _address() -> str:
    """Of the database of this test."""
    place = connection.settings_dict
    login = quote(place["USER"]) + (f":{quote(place['PASSWORD'])}" if place["PASSWORD"] else "")
    port = f":{place['PORT']}" if place["PORT"] else ""
    return f"postgres://{login}@{quote(place['HOST'], safe='')}{port}/{quote(place['NAME'])}"
