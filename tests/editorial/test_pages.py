import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.editorial import factories
from tests.pages import assert_page, every
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


def test_an_empty_news_list_says_what_will_stand_here(client: Client, home):
    factories.make_news_index(home)
    tree = assert_page(client.get("/news/"))
    assert "No news yet" in [heading.text for heading in every(tree, "h2")]


def test_news_stand_newest_first_with_machine_readable_dates(client: Client, home):
    index = factories.make_news_index(home)
    factories.make_news(index, "older", date="2026-01-01")
    factories.make_news(index, "newer", date="2026-02-01")
    tree = assert_page(client.get("/news/"))
    assert [time.get("datetime") for time in every(tree, "time")] == ["2026-02-01", "2026-01-01"]


def test_drafts_are_not_listed(client: Client, home):
    factories.make_news(factories.make_news_index(home), "draft", live=False)
    assert "Draft" not in client.get("/news/").content.decode()


def test_the_second_page_holds_the_rest(client: Client, home):
    index = factories.make_news_index(home)
    for number in range(11):
        factories.make_news(index, f"item-{number}")
    assert len(every(assert_page(client.get("/news/")), "time")) == 10
    assert len(every(assert_page(client.get("/news/?page=2")), "time")) == 1


def test_a_page_past_the_end_is_not_found_and_leads_back(client: Client, home):
    factories.make_news_index(home)
    response = client.get("/news/?page=9")
    assert response.status_code == 404
    assert 'href="/news/"' in response.content.decode()


def test_a_page_number_that_is_none_is_a_bad_choice(client: Client, home):
    factories.make_news_index(home)
    assert client.get("/news/?page=zero").status_code == 400


def test_a_news_page_links_to_what_it_is_about(client: Client, home):
    RegionFactory(code="DE21", version="2024", name_latin="Oberbayern")
    group = IndustryGroupFactory(code="C29")
    factories.make_news(factories.make_news_index(home), "cars", region_codes=["DE21"], groups=[group])
    html = client.get("/news/cars/").content.decode()
    assert 'href="/observatory/regions/DE21/"' in html
    assert 'href="/observatory/industries/nace/C29/"' in html


def json_ld(tree):
    return json.loads(next(script.text for script in every(tree, "script") if "ld+json" in (script.get("type") or "")))


def test_a_news_page_describes_itself_to_machines(client: Client, home):
    factories.make_news(factories.make_news_index(home), "first", date="2026-02-01")
    data = json_ld(assert_page(client.get("/news/first/")))
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-02-01"


def test_an_event_shows_the_time_of_its_place(client: Client, home):
    start = datetime(2027, 1, 15, 8, tzinfo=UTC)
    end = datetime(2027, 1, 15, 10, tzinfo=UTC)
    factories.make_event(factories.make_event_index(home), start=start, end=end, time_zone="Europe/Athens")
    tree = assert_page(client.get("/events/event/"))
    assert every(tree, "time")[0].get("datetime") == "2027-01-15T10:00:00+02:00"
    assert json_ld(tree)["startDate"] == "2027-01-15T10:00:00+02:00"


def test_an_event_on_site_and_online_says_so(client: Client, home):
    index = factories.make_event_index(home)
    factories.make_event(index, place="Lyon", online_link="https://example.org/e")
    tree = assert_page(client.get("/events/event/"))
    assert json_ld(tree)["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"


def test_upcoming_and_past_events_stand_apart(client: Client, home):
    index = factories.make_event_index(home)
    factories.make_event(index, "soon", in_days=3)
    factories.make_event(index, "gone", in_days=-3)
    upcoming, past = client.get("/events/").content.decode(), client.get("/events/?when=past").content.decode()
    assert "Soon" in upcoming
    assert "Gone" not in upcoming
    assert "Gone" in past
    assert "Soon" not in past


def test_an_event_that_is_under_way_is_not_past(client: Client, home):
    now = timezone.now()
    hours = timezone.timedelta(hours=1)
    factories.make_event(factories.make_event_index(home), "running", start=now - hours, end=now + hours)
    assert "Running" in client.get("/events/").content.decode()


def test_an_unknown_choice_of_events_is_bad(client: Client, home):
    factories.make_event_index(home)
    assert client.get("/events/?when=tomorrow").status_code == 400


def test_a_page_below_a_section_answers_beside_the_sections_view(client: Client, home):
    section = factories.make_section(home, "observatory")
    factories.make_standard(section, "about", title="About the Observatory")
    tree = assert_page(client.get("/observatory/about/"))
    assert every(tree, "h1")[0].text == "About the Observatory"


@pytest.mark.parametrize("path", ["/fr/", "/fr/news/", "/de/about/"])
def test_pages_that_are_not_translated_answer_in_the_language_they_have(client: Client, home, path):
    factories.make_news_index(home)
    factories.make_standard(home)
    assert_page(client.get(path))


@pytest.mark.parametrize("path", ["/news/", "/events/"])
def test_a_list_costs_the_same_for_few_and_many(client: Client, home, path, django_assert_max_num_queries):
    news, events = factories.make_news_index(home), factories.make_event_index(home)

    def grow(first, last):
        for number in range(first, last):
            factories.make_news(news, f"news-{number}")
            factories.make_event(events, f"event-{number}", in_days=number + 1)

    grow(0, 3)
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    grow(3, 60)
    with django_assert_max_num_queries(12) as many:
        client.get(path)
    assert len(many) == len(few)
