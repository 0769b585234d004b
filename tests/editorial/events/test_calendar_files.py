"""A calendar program reads our files and feeds: right times, stable identities, changes and cancellations as such."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event
from wagtail.models import PageViewRestriction

from portal.editorial.events.kinds import EventStatus
from portal.editorial.models import EventPage, Occasion
from tests.editorial import factories
from tests.editorial.events.factories import make_event, make_index, publish, translate

pytestmark = pytest.mark.django_db

ZONES = ("Europe/Lisbon", "Europe/Brussels", "Europe/Helsinki", "America/New_York")


@pytest.fixture
def index():
    return make_index()


def read(client: Client, address: str = "/events/feed.ics") -> Calendar:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    assert calendar.get_missing_tzids() == set()
    return calendar


def only(client: Client, address: str = "/events/feed.ics") -> Event:
    events = read(client, address).events
    assert len(events) == 1
    return events[0]


def soon(**fields) -> dict:
    start = timezone.now().replace(microsecond=0) + timedelta(days=10)
    return {"start": start, "end": start + timedelta(hours=2), **fields}


@pytest.mark.parametrize("zone", ZONES)
def test_the_file_of_an_event_has_the_time_of_its_place(client: Client, index, zone):
    local = datetime(2027, 7, 1, 10, tzinfo=ZoneInfo(zone))
    make_event(index, start=local, end=local + timedelta(hours=2), time_zone=zone)
    event = only(client, "/events/event/event.ics")
    assert event.start == local
    assert event["DTSTART"].params["TZID"] == zone


@pytest.mark.parametrize(("zone", "offset"), [("Europe/Lisbon", 0), ("Europe/Brussels", 1), ("Europe/Helsinki", 2)])
@pytest.mark.parametrize(
    ("month", "is_summer"), [(1, False), (3, False), (4, True), (7, True), (10, True), (11, False)]
)
def test_the_rules_in_the_file_itself_give_the_true_moment(client: Client, index, zone, offset, month, is_summer):
    """As a program does that knows no zones of its own: from the VTIMEZONE."""
    local = datetime(2027, month, 2, 9, tzinfo=ZoneInfo(zone))
    make_event(index, start=local, end=local + timedelta(hours=1), time_zone=zone)
    rules = read(client, "/events/event/event.ics").timezones[0].to_tz()
    assert datetime(2027, month, 2, 9, tzinfo=rules).utcoffset() == timedelta(hours=offset + is_summer)
    assert datetime(2027, month, 2, 9, tzinfo=rules).astimezone(UTC) == local.astimezone(UTC)


def test_an_event_over_the_night_when_clocks_change_keeps_both_its_ends(client: Client, index):
    zone = ZoneInfo("Europe/Helsinki")
    start, end = datetime(2027, 10, 30, 22, tzinfo=zone), datetime(2027, 10, 31, 9, tzinfo=zone)
    make_event(index, start=start, end=end, time_zone="Europe/Helsinki")
    event = only(client, "/events/event/event.ics")
    assert (event.start.astimezone(UTC), event.end.astimezone(UTC)) == (start.astimezone(UTC), end.astimezone(UTC))


def test_an_event_in_utc_needs_no_zone(client: Client, index):
    make_event(index, time_zone="UTC")
    calendar = read(client, "/events/event/event.ics")
    assert calendar.timezones == []
    assert calendar.events[0]["DTSTART"].to_ical() == b"20270512T080000Z"


def test_whole_days_end_the_day_after_as_the_format_has_it(client: Client, index):
    zone = ZoneInfo("Europe/Lisbon")
    start, end = datetime(2027, 3, 27, tzinfo=zone), datetime(2027, 3, 28, 23, 59, tzinfo=zone)
    make_event(index, start=start, end=end, all_day=True, time_zone="Europe/Lisbon")
    event = only(client, "/events/event/event.ics")
    assert (event.start, event.end) == (date(2027, 3, 27), date(2027, 3, 29))


def test_a_file_says_where_what_and_how_to_come(client: Client, index):
    make_event(
        index,
        place="Lyon; Hall 3, north",
        latitude=45.76,
        longitude=4.84,
        online_link="https://meet.example.org/e",
        registration_link="https://example.org/register",
        organiser_name="Example Cluster",
        kind="matchmaking",
    )
    event = only(client, "/events/event/event.ics")
    assert event["LOCATION"] == "Lyon; Hall 3, north"
    assert (event["GEO"].latitude, event["GEO"].longitude) == (45.76, 4.84)
    assert event["CONFERENCE"] == "https://meet.example.org/e"
    assert event["CONTACT"] == "Example Cluster"
    assert "https://example.org/register" in event["DESCRIPTION"]
    assert event["URL"].endswith("/events/event/")
    assert event.categories == ["Matchmaking"]


@pytest.mark.parametrize("address", ["/events/none/event.ics", "/fr/events/none/event.ics"])
def test_an_event_that_is_not_there_is_not_found(client: Client, index, address):
    assert client.get(address).status_code == 404


def test_drafts_and_restricted_events_have_no_file(client: Client, index):
    make_event(index, "draft", live=False)
    hidden = make_event(index, "hidden", **soon())
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/events/draft/event.ics").status_code == 404
    assert client.get("/events/hidden/event.ics").status_code == 404
    assert read(client).events == []


def test_a_changed_time_is_an_update_of_the_same_event(client: Client, index):
    page = make_event(index, **soon())
    before = only(client)
    publish(page, start=page.start + timedelta(days=1), end=page.end + timedelta(days=1))
    after = only(client)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert after.start == before.start + timedelta(days=1)


def test_new_words_change_the_time_of_change_but_not_the_sequence(client: Client, index):
    page = make_event(index, **soon())
    publish(page)
    before = only(client)
    Occasion.objects.update(modified_at=timezone.now() - timedelta(days=5))
    publish(page, summary="Other words.")
    after = only(client)
    assert after["SEQUENCE"] == before["SEQUENCE"]
    assert "Other words." in after["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (EventStatus.CONFIRMED, "CONFIRMED"),
        (EventStatus.RESCHEDULED, "CONFIRMED"),
        (EventStatus.PLANNED, "TENTATIVE"),
        (EventStatus.POSTPONED, "TENTATIVE"),
        (EventStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_calendars_are_told_the_state(client: Client, index, status, told):
    page = make_event(index, **soon())
    publish(page, status=status, status_reason="The hall is closed.")
    event = only(client)
    assert event["STATUS"] == told


def test_a_cancellation_names_its_reason(client: Client, index):
    publish(make_event(index, **soon()), status=EventStatus.CANCELLED, status_reason="The hall is closed.")
    assert "Cancelled – The hall is closed." in only(client)["DESCRIPTION"]


@pytest.mark.parametrize("take_down", ["unpublish", "delete"])
def test_an_event_that_was_taken_down_stays_cancelled_in_the_feed(client: Client, index, take_down):
    page = make_event(index, **soon())
    before = only(client)
    getattr(page, take_down)()
    after = only(client)
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert "DESCRIPTION" not in after
    assert client.get("/events/event/event.ics").status_code == 404


def test_after_ninety_days_a_withdrawn_event_is_forgotten(client: Client, index):
    make_event(index, **soon()).unpublish()
    Occasion.objects.update(withdrawn_at=timezone.now() - timedelta(days=91))
    assert read(client).events == []


def test_a_draft_that_was_never_published_is_in_no_feed(client: Client, index):
    make_event(index, live=False, **soon()).delete()
    assert read(client).events == []


def test_a_withdrawn_event_is_told_only_to_feeds_that_had_it(client: Client, index):
    make_event(index, kind="training", **soon()).unpublish()
    assert len(read(client, "/events/feed.ics?kind=training").events) == 1
    assert read(client, "/events/feed.ics?kind=mission").events == []


def test_past_events_stay_for_a_while(client: Client, index):
    make_event(index, "lately", **{"start": timezone.now() - timedelta(days=30), "end": timezone.now()})
    make_event(index, "long-ago", start=timezone.now() - timedelta(days=120), end=timezone.now() - timedelta(days=119))
    assert [event["SUMMARY"] for event in read(client).events] == ["Lately"]


def test_a_feed_lists_a_translated_event_once_in_its_language(client: Client, index):
    page = make_event(index, **soon())
    translate(page, title="Événement")
    make_event(index, "english-only", **soon())
    assert sorted(event["SUMMARY"] for event in read(client).events) == ["English-Only", "Event"]
    french = read(client, "/fr/events/feed.ics")
    assert sorted(event["SUMMARY"] for event in french.events) == ["English-Only", "Événement"]
    assert {event["SUMMARY"]: event["SUMMARY"].params["LANGUAGE"] for event in french.events} == {
        "English-Only": "en",
        "Événement": "fr",
    }
    assert {event["UID"] for event in french.events} == {event["UID"] for event in read(client).events}


def test_a_feed_narrows_by_what_the_page_narrows_by(client: Client, index):
    make_event(index, "training", kind="training", event_languages=["fr"], **soon())
    make_event(index, "mission", kind="mission", event_languages=["de", "fr"], **soon())
    assert [event["SUMMARY"] for event in read(client, "/events/feed.ics?kind=mission").events] == ["Mission"]
    assert len(read(client, "/events/feed.ics?language=fr").events) == 2
    assert read(client, "/events/feed.ics?language=fr&kind=webinar").events == []


def test_a_feed_of_an_unknown_kind_is_a_bad_choice(client: Client, index):
    assert client.get("/events/feed.ics?kind=party").status_code == 400


def test_a_feed_says_how_often_to_ask_and_where_it_comes_from(client: Client, index):
    calendar = read(client, "/events/feed.ics?kind=mission")
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"
    assert calendar["SOURCE"].endswith("/events/feed.ics?kind=mission")
    assert calendar["VERSION"] == "2.0"


def test_an_unchanged_feed_is_not_sent_again(client: Client, index):
    page = make_event(index, **soon())
    publish(page)
    first = client.get("/events/feed.ics")
    assert client.get("/events/feed.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
    publish(page, place="Graz")
    assert client.get("/events/feed.ics", headers={"if-none-match": first["ETag"]}).status_code == 200
    assert first["Last-Modified"]


def test_an_event_from_before_occasions_were_kept_is_in_the_feed(client: Client, index):
    page = make_event(index, **soon())
    Occasion.objects.all().delete()
    assert only(client)["SEQUENCE"] == 0
    EventPage.objects.get(pk=page.pk).unpublish()
    assert only(client)["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("address", ["/events/feed.ics", "/events/feed.atom"])
def test_a_feed_costs_the_same_for_few_and_many(client: Client, index, address, django_assert_max_num_queries):
    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            factories.make_event(index, f"event-{number}", in_days=number + 1, organiser_name="Example")

    grow(0, 3)
    client.get(address)
    with django_assert_max_num_queries(6) as few:
        client.get(address)
    grow(3, 40)
    with django_assert_max_num_queries(6) as many:
        client.get(address)
    assert len(many) == len(few)
