"""The list of events in its views: upcoming and past, by month, on a map."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from portal.editorial.events.kinds import EventStatus
from tests.editorial import factories
from tests.editorial.events.factories import make_event, make_index, publish
from tests.pages import assert_page, every
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return make_index()


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_class(tree, tag: str, name: str) -> list:
    return [element for element in every(tree, tag) if name in (element.get("class") or "").split()]


def test_past_events_stay_with_their_materials(client: Client, index):
    slides = [("link", {"title": "Slides", "url": "https://example.org/slides"})]
    factories.make_event(index, "gone", in_days=-20, materials=slides, recording="https://video.example.org/1")
    assert "Gone" in client.get("/events/?when=past").content.decode()
    html = client.get("/events/gone/").content.decode()
    assert "https://example.org/slides" in html
    assert "https://video.example.org/1" in html
    assert "This event is over" in html


def test_kinds_and_languages_narrow_the_list_with_exact_counts(client: Client, index):
    factories.make_event(index, "one", kind="training", event_languages=["de", "fr"])
    factories.make_event(index, "two", kind="training", event_languages=["fr"])
    factories.make_event(index, "three", kind="mission")
    tree = assert_page(client.get("/events/?language=fr"))
    options = [text_of(option) for option in every(tree, "option")]
    assert "Training (2)" in options
    assert "French (2)" in options
    assert "German (1)" in options
    assert not any(option.startswith("Mission") for option in options)


def test_countries_and_industries_narrow_the_list(client: Client, index):
    RegionFactory(code="DE21", version="2024")
    cars = IndustryGroupFactory(code="C29")
    factories.make_event(index, "cars", groups=[cars], region_codes=["DE21"])
    factories.make_event(index, "other")
    assert "Other" not in client.get("/events/?group=nace:C29").content.decode()
    assert "Cars" in client.get("/events/?region=DE21").content.decode()


@pytest.mark.parametrize(
    "query",
    ["kind=party", "language=xx", "when=tomorrow", "view=year", "view=month&month=2026-13", "view=month&month=x"],
)
def test_an_unknown_choice_is_a_page_in_plain_words(client: Client, index, query):
    assert client.get(f"/events/?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?when=upcoming", ""),
        ("?view=list", ""),
        ("?kind=&view=map", "?view=map"),
        ("?view=map&kind=mission", "?kind=mission&view=map"),
    ],
)
def test_an_address_that_is_not_canonical_leads_to_the_one_that_is(client: Client, index, query, canonical):
    response = client.get(f"/events/{query}")
    assert response.status_code == 302
    assert response["Location"] == f"/events/{canonical}"


def month_of(client: Client, month: str, more: str = ""):
    return assert_page(client.get(f"/events/?{more}view=month&month={month}"))


def cells(tree) -> dict[str, str]:
    """Text of the days of the month, by number."""
    grid = with_class(tree, "table", "event-month__grid")[0]
    found = [td for td in grid.iter() if td.tag.endswith("}td") and "outside" not in (td.get("class") or "")]
    return {text_of(td).split(" ")[0]: text_of(td) for td in found if text_of(td)}


def test_a_month_is_a_table_of_whole_weeks_from_monday(client: Client, index):
    tree = month_of(client, "2027-05")
    grid = with_class(tree, "table", "event-month__grid")[0]
    heads = [text_of(th) for th in grid.iter() if th.tag.endswith("}th")]
    assert heads[0] == "Mon"
    assert heads[-1] == "Sun"
    rows = [tr for tr in grid.iter() if tr.tag.endswith("}tr")][1:]
    assert [len(list(row)) for row in rows] == [7] * 6
    assert len(cells(tree)) == 31


def test_an_event_stands_on_each_of_its_days(client: Client, index):
    make_event(index, "long", end=datetime(2027, 5, 14, 12, tzinfo=UTC))
    days = cells(month_of(client, "2027-05"))
    assert [number for number, text in days.items() if "Long" in text] == ["12", "13", "14"]


def test_an_event_over_the_turn_of_a_month_stands_in_both(client: Client, index):
    make_event(index, "turn", start=datetime(2027, 5, 31, 8, tzinfo=UTC), end=datetime(2027, 6, 1, 8, tzinfo=UTC))
    assert "Turn" in cells(month_of(client, "2027-05"))["31"]
    assert "Turn" in cells(month_of(client, "2027-06"))["1"]


def test_the_day_is_that_of_the_place(client: Client, index):
    local = datetime(2027, 5, 31, 22, tzinfo=ZoneInfo("America/New_York"))
    make_event(index, "late", start=local, end=local + timedelta(hours=1), time_zone="America/New_York")
    assert "22:00 Late" in cells(month_of(client, "2027-05"))["31"]
    june = month_of(client, "2027-06")
    assert "No events in this month." in text_of(every(june, "main")[0])


def test_a_full_day_says_how_many_more_and_lists_them_beneath(client: Client, index):
    for number in range(5):
        make_event(index, f"event-{number}")
    tree = month_of(client, "2027-05")
    assert "2 more" in cells(tree)["12"]
    day = next(li for li in every(tree, "li") if li.get("id") == "day-2027-05-12")
    assert all(f"Event-{number}" in text_of(day) for number in range(5))


def test_a_month_keeps_the_choices_in_its_links(client: Client, index):
    make_event(index, kind="mission")
    tree = month_of(client, "2027-05", "kind=mission&")
    addresses = [link.get("href") for link in every(tree, "a")]
    assert "/events/?kind=mission&view=month&month=2027-04" in addresses
    assert "/events/?kind=mission&view=month&month=2027-06" in addresses


def test_a_month_counts_its_own_events(client: Client, index):
    make_event(index, "in", kind="mission")
    make_event(
        index, "out", kind="mission", start=datetime(2027, 6, 2, 8, tzinfo=UTC), end=datetime(2027, 6, 2, 9, tzinfo=UTC)
    )
    options = [text_of(option) for option in every(month_of(client, "2027-05"), "option")]
    assert "Mission (1)" in options


def test_a_cancelled_event_says_so_in_words(client: Client, index):
    publish(make_event(index), status=EventStatus.CANCELLED, status_reason="Closed.")
    assert "Cancelled" in cells(month_of(client, "2027-05"))["12"]
    html = client.get("/events/event/").content.decode()
    assert "This event is cancelled" in html
    assert "Closed." in html


def test_places_close_together_share_a_heading_and_others_follow(client: Client, index):
    factories.make_event(index, "lyon", place="Lyon", latitude=45.76, longitude=4.84)
    factories.make_event(index, "grenoble", place="Grenoble", latitude=45.18, longitude=5.72)
    factories.make_event(index, "graz", place="Graz", latitude=47.07, longitude=15.44)
    factories.make_event(index, "new-york", place="New York", latitude=40.7, longitude=-74.0)
    factories.make_event(index, "online", place="", online_link="https://example.org/e")
    tree = assert_page(client.get("/events/?view=map"))
    places = {text_of(every_title(section)): text_of(section) for section in with_class(tree, "section", "event-place")}
    assert set(places) == {"Lyon and 1 place nearby", "Graz", "Online, elsewhere or without a place on the map"}
    assert "New-York" in places["Online, elsewhere or without a place on the map"]


def every_title(section):
    return next(element for element in section.iter() if "event-place__title" in (element.get("class") or ""))


def test_the_map_of_one_event_is_a_picture_with_a_name(client: Client, index):
    factories.make_event(index, "lyon", place="Lyon", latitude=45.76, longitude=4.84)
    response = client.get("/events/lyon/map.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<title>Lyon on a map of Europe</title>" in response.content
    assert "/events/lyon/map.svg" in client.get("/events/lyon/").content.decode()


def test_an_event_without_coordinates_has_no_map(client: Client, index):
    factories.make_event(index, "somewhere")
    assert client.get("/events/somewhere/map.svg").status_code == 404


def test_a_feed_reader_reads_the_feed_of_every_filter(client: Client, index):
    publish(factories.make_event(index, "training", kind="training"))
    publish(factories.make_event(index, "mission", kind="mission"))
    feed = feedparser.parse(client.get("/events/feed.atom?kind=mission").content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Mission"]
    assert feed.entries[0].id.startswith("urn:uuid:")


def test_the_page_leads_to_its_feeds_with_the_same_choices(client: Client, index):
    factories.make_event(index, kind="mission")
    tree = assert_page(client.get("/events/?kind=mission&view=map"))
    addresses = [link.get("href") for link in every(tree, "a")]
    assert "/events/feed.ics?kind=mission" in addresses
    assert "/events/feed.atom?kind=mission" in addresses
    assert any(address.startswith("webcal://") and address.endswith("kind=mission") for address in addresses)


@pytest.mark.parametrize("query", ["", "?when=past", "?view=month", "?view=map", "?kind=mission&view=map"])
def test_every_view_costs_the_same_for_few_and_many(client: Client, index, query, django_assert_max_num_queries):
    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            start = timezone.now() + timedelta(hours=number + 1)
            ends = {"start": start, "end": start + timedelta(hours=1)}
            factories.make_event(
                index, f"event-{number}", kind="mission", latitude=45 + number / 9, longitude=5.0, **ends
            )

    grow(0, 3)
    client.get(f"/events/{query}")
    with django_assert_max_num_queries(12) as few:
        client.get(f"/events/{query}")
    grow(3, 40)
    with django_assert_max_num_queries(12) as many:
        client.get(f"/events/{query}")
    assert len(many) == len(few)
