"""The page where a reader waits: honest about the queue, one job a file, and a way on in every state."""

import re
import threading

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from observatory.briefing.finding import find_job
from observatory.briefing.job import State
from observatory.briefing.jobs import ensure_file
from observatory.briefing.tasks import make_briefing
from portal.core.kept_files import is_kept
from portal.core.queue import Worker
from portal.registry.memory import forget
from tests.observatory.worlds import build_world

PAGE = "/observatory/regions/DE21/"
WAITING = "/observatory/briefing/?of=%2Fobservatory%2Fregions%2FDE21%2F&format=docx"
FILE = "/observatory/regions/DE21.docx"


@pytest.fixture(autouse=True)
def _queue(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.PORTAL_CLOCK = {}
    settings.VAR_DIR = tmp_path


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def jobs() -> QuerySet:
    """Wagtail puts jobs of its own into the queue."""
    return DBTaskResult.objects.filter(task_path=make_briefing.module_path)


def run_the_queue() -> None:
    """Every briefing, in this process and in the transaction of the test."""
    for job in jobs().filter(status=TaskResultStatus.READY):
        job.claim("test")
        worker = Worker("test", batch=True)
        worker.run_task(job)


@pytest.mark.django_db
class TestStates:
    def test_a_first_click_puts_the_file_into_the_queue(self, client: Client):
        build_world()
        html = html_of(client, WAITING)
        assert "The briefing is in the queue" in html
        assert jobs().count() == 1
        assert f'href="{FILE}"' in html

    def test_two_clicks_make_one_job(self, client: Client):
        build_world()
        html_of(client, WAITING)
        html_of(client, f"{WAITING}&waited=1")
        assert jobs().count() == 1

    def test_other_spellings_of_the_same_page_make_no_second_job(self, client: Client):
        build_world()
        html_of(client, WAITING)
        html_of(client, WAITING.replace("DE21%2F", "de21%2F%3Farea%3Deu27%26year%3D2014"))
        assert jobs().count() == 1

    @pytest.mark.parametrize("size", [3, 30])
    def test_a_process_that_has_read_nothing_answers_within_twelve_queries(
        self, client: Client, django_user_model, size: int
    ):
        build_world(regions=size, groups=8)
        client.force_login(django_user_model.objects.create(email="reader@example.org"))
        forget()
        with CaptureQueriesContext(connection) as captured:
            html_of(client, WAITING)
        asked = [query for query in captured if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= 12

    def test_each_format_is_a_file_of_its_own(self, client: Client):
        build_world()
        html_of(client, WAITING)
        ensure_file(find_job(PAGE, "pdf"))
        assert jobs().count() == 2

    def test_without_scripts_a_link_looks_again_and_nothing_moves_by_itself(self, client: Client):
        build_world()
        html = html_of(client, WAITING)
        assert re.search(r'<a [^>]*href="[^"]*waited=1"[^>]*>Look again</a>', html)
        assert 'http-equiv="refresh"' not in html

    def test_jobs_that_come_first_are_counted(self, client: Client):
        build_world()
        html_of(client, WAITING.replace("DE21", "DE2"))
        assert "1 job comes first" in html_of(client, WAITING)

    def test_it_says_when_the_file_is_being_made(self, client: Client):
        build_world()
        html_of(client, WAITING)
        jobs().update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
        assert "The briefing is being made" in html_of(client, WAITING)

    def test_a_slow_queue_is_owned_up_to(self, client: Client):
        build_world()
        html_of(client, WAITING)
        jobs().update(enqueued_at=timezone.now() - timezone.timedelta(minutes=5))
        assert "The queue is slow at the moment" in html_of(client, WAITING)

    def test_the_queue_makes_the_file_and_the_page_leads_to_it(self, client: Client):
        build_world()
        html_of(client, WAITING)
        run_the_queue()
        html = html_of(client, f"{WAITING}&waited=1")
        assert "The briefing is ready" in html
        assert f'href="{FILE}"' in html

    def test_with_scripts_the_download_begins_by_itself(self, client: Client):
        build_world()
        html_of(client, WAITING)
        run_the_queue()
        response = client.get(f"{WAITING}&waited=1&start=1")
        assert (response.status_code, response["HX-Redirect"]) == (204, FILE)

    def test_a_file_that_is_there_is_sent_without_waiting(self, client: Client):
        build_world()
        html_of(client, WAITING)
        run_the_queue()
        response = client.get(WAITING)
        assert (response.status_code, response["Location"]) == (302, FILE)

    def test_a_job_run_twice_makes_the_file_once(self, client: Client, monkeypatch):
        build_world()
        html_of(client, WAITING)
        run_the_queue()
        monkeypatch.setattr("observatory.briefing.contents.brief_region", None)
        jobs().update(status=TaskResultStatus.READY)
        run_the_queue()
        assert jobs().get().status == TaskResultStatus.SUCCESSFUL


def fail(*_arguments: object) -> bytes:
    raise ValueError("no ink")


@pytest.mark.django_db
class TestFailure:
    @pytest.fixture(autouse=True)
    def _failed(self, client: Client, monkeypatch):
        build_world()
        html_of(client, WAITING)
        with monkeypatch.context() as broken:
            broken.setitem(find_job.__globals__["WRITERS"], "docx", fail)
            run_the_queue()

    def test_it_says_what_to_do(self, client: Client):
        html = html_of(client, WAITING)
        assert "The briefing could not be made" in html
        assert "Try again" in html
        assert f'href="{PAGE}"' in html
        assert 'http-equiv="refresh"' not in html

    def test_coming_back_does_not_start_it_again(self, client: Client):
        html_of(client, WAITING)
        assert jobs().count() == 1

    def test_trying_again_makes_one_more_job_however_often_it_is_clicked(self, client: Client):
        again = re.search(r'href="([^"]*again=[^"]*)"', html_of(client, WAITING))
        assert again
        for _ in range(2):
            html_of(client, again[1].replace("&amp;", "&"))
        assert jobs().count() == 2
        run_the_queue()
        assert is_kept(find_job(PAGE, "docx").download)

    def test_nothing_half_made_is_kept(self):
        assert not is_kept(find_job(PAGE, "docx").download)


@pytest.mark.django_db
def test_a_file_that_was_cleared_away_is_made_again():
    build_world()
    job = find_job(PAGE, "docx")
    ensure_file(job)
    jobs().update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - timezone.timedelta(hours=3))
    assert ensure_file(job).state == State.WAITING
    assert jobs().count() == 2


@pytest.mark.django_db
def test_a_file_made_where_this_server_does_not_see_it_is_not_made_for_ever():
    build_world()
    job = find_job(PAGE, "docx")
    ensure_file(job)
    jobs().update(status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
    assert ensure_file(job).state == State.FAILED
    assert jobs().count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_clicks_at_the_same_moment_make_one_job(settings):
    # The embedded database lives in the portal's own folder, where connections of other threads must find it.
    settings.VAR_DIR = connection.root.parent if hasattr(connection, "root") else settings.VAR_DIR
    build_world()
    job = find_job(PAGE, "docx")

    def click() -> None:
        try:
            ensure_file(job)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(60)
    assert jobs().count() == 1
