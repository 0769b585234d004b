"""Visits are counted from what the server answers anyway, about nobody, and no page pays for it."""

import threading
from datetime import date

import pytest
from django.db import Error, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from portal.editorial.models import DailyCount
from portal.editorial.visits import counting as module
from portal.editorial.visits.bots import is_person
from portal.editorial.visits.counting import Counting
from portal.editorial.visits.middleware import CountingMiddleware
from portal.editorial.visits.parts import is_counted, language_of_path, part_of
from portal.editorial.visits.writing import add_counts
from tests.editorial.factories import make_home

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def counted(monkeypatch):
    """What the middleware passes on."""
    facts: list[tuple[str, str]] = []
    monkeypatch.setattr("portal.editorial.visits.middleware.counting.add", facts.extend)
    return facts


def ask(path: str, response: HttpResponse | None = None, **headers) -> None:
    answer = response or HttpResponse("<p>", content_type="text/html; charset=utf-8")
    request = RequestFactory().get(path, headers={"User-Agent": FIREFOX, **headers}, HTTP_HOST="portal.eu")
    CountingMiddleware(lambda _request: answer)(request)


def test_a_page_from_elsewhere_is_a_visit_and_the_next_one_is_not(counted):
    ask("/fr/observatory/regions/DE21/", Referer="https://search.example/")
    ask("/fr/observatory/regions/DE21/", Referer="https://portal.eu/fr/observatory/")
    view = [("view", "observatory"), ("language", "fr")]
    assert counted == [*view, ("visit", "observatory"), *view]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("/", {"User-Agent": "curl/8.5"}),
        ("/", {"User-Agent": ""}),
        ("/", {"Sec-Purpose": "prefetch;prerender"}),
        ("/", {"HX-Request": "true"}),
        ("/admin/", {}),
        ("/fr/account/login/", {}),
        ("/static/css/portal.css", {}),
        ("/observatory.csv", {"Range": "bytes=500-"}),
    ],
)
def test_what_no_person_opened_is_not_counted(counted, path: str, headers: dict[str, str]):
    ask(path, **headers)
    assert counted == []


def test_errors_and_redirects_are_not_counted(counted):
    for status in (302, 304, 404, 500):
        ask("/", HttpResponse("<p>", status=status))
    assert counted == []


def test_downloads_and_feeds_are_counted_by_their_part(counted):
    for path in ("/observatory/regions/DE21.csv", "/documents/3/paper.pdf", "/videos.pdf"):
        ask(path, HttpResponse(b"x", content_type="application/octet-stream"))
    ask("/events/feed.ics", HttpResponse(b"x", content_type="text/calendar"), **{"User-Agent": "Calendar/1.0"})
    parts = [("download", part) for part in ("observatory", "documents", "videos")]
    assert counted == [*parts, ("feed", "events")]


def test_an_address_becomes_a_part_and_never_more():
    parts = {
        "/": "home",
        "/fr/": "home",
        "/digest/preferences/secret/": "digest",
        "/about/": "other",
        "/x@y.eu/": "other",
    }
    assert {path: part_of(path) for path in parts} == parts
    assert (language_of_path("/de/news/"), language_of_path("/news/")) == ("de", "en")
    assert not is_counted("/de/account/")


@pytest.mark.parametrize("agent", [FIREFOX, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"])
def test_browsers_are_people(agent: str):
    assert is_person(agent)


@pytest.mark.django_db
def test_a_page_asks_the_database_nothing_more_because_it_is_counted(client):
    make_home()
    client.get("/")
    module.counting.flush()
    DailyCount.objects.all().delete()
    numbers = []
    for agent in ("", FIREFOX):
        with CaptureQueriesContext(connection) as queries:
            client.get("/", headers={"User-Agent": agent})
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    module.counting.flush()
    assert set(DailyCount.objects.values_list("kind", "part", "number")) == {
        ("view", "home", 1),
        ("visit", "home", 1),
        ("language", "en", 1),
    }


@pytest.mark.django_db
def test_several_processes_add_to_the_same_count():
    key = (date(2026, 11, 1), "view", "home")
    add_counts({key: 2})
    add_counts({key: 3, (date(2026, 11, 1), "view", "news"): 1})
    assert list(DailyCount.objects.order_by("part").values_list("part", "number")) == [("home", 5), ("news", 1)]


@pytest.mark.django_db
def test_what_could_not_be_written_is_written_the_next_time(monkeypatch):
    counts = Counting()
    counts.add([("view", "home")])

    def away(_counts):
        raise Error("away")

    monkeypatch.setattr(module, "add_counts", away)
    counts.flush()
    monkeypatch.undo()
    counts.add([("view", "home")])
    counts.flush()
    assert DailyCount.objects.get().number == 2


@pytest.mark.django_db
def test_threads_lose_no_count():
    counts = Counting()
    threads = [threading.Thread(target=lambda: [counts.add([("view", "home")]) for _ in range(200)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts.flush()
    assert DailyCount.objects.get().number == 800


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_thread_of_its_own_writes_without_being_asked(settings):
    settings.PORTAL_COUNT_SECONDS = 0.01
    counts = Counting()
    written = threading.Event()
    flush = counts.flush

    def and_tell():
        flush()
        if not counts._counts:
            written.set()

    counts.flush = and_tell
    counts.add([("view", "home")])
    assert written.wait(60)
    counts.end()
    counts._thread.join()
    assert DailyCount.objects.get().number == 1
