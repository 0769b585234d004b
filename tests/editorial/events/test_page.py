"""The page of one event: what readers and machines are told."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from portal.accounts.models import User
from portal.editorial.events.kinds import EventStatus
from tests.editorial import factories
from tests.editorial.events.factories import END, START, make_event, make_index, publish
from tests.pages import assert_page, every
from tests.registry.factories import ClusterOrganisationFactory, IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return make_index()


def described(client: Client) -> dict:
    tree = assert_page(client.get("/events/event/"))
    scripts = [script for script in every(tree, "script") if "ld+json" in (script.get("type") or "")]
    return next(data for script in scripts if (data := json.loads(script.text)).get("@type") == "Event")


def words(client: Client) -> str:
    main = every(assert_page(client.get("/events/event/")), "main")[0]
    return " ".join("".join(main.itertext()).split())


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (EventStatus.CONFIRMED, "EventScheduled"),
        (EventStatus.PLANNED, "EventScheduled"),
        (EventStatus.POSTPONED, "EventPostponed"),
        (EventStatus.CANCELLED, "EventCancelled"),
    ],
)
def test_machines_are_told_the_state(client: Client, index, status, told):
    make_event(index, status=status, status_reason="The hall is closed.")
    assert described(client)["eventStatus"] == f"https://schema.org/{told}"


def test_machines_are_told_the_date_that_was_announced_before(client: Client, index):
    page = make_event(index, time_zone="Europe/Lisbon")
    later = {"start": START + timedelta(days=3), "end": END + timedelta(days=3)}
    publish(page, status=EventStatus.RESCHEDULED, **later)
    data = described(client)
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["previousStartDate"] == "2027-05-12T09:00:00+01:00"
    assert data["startDate"] == "2027-05-15T09:00:00+01:00"


@pytest.mark.parametrize(
    ("fields", "mode"),
    [
        ({"place": "Lyon"}, "OfflineEventAttendanceMode"),
        ({"place": "", "online_link": "https://example.org/e"}, "OnlineEventAttendanceMode"),
        ({"place": "Lyon", "online_link": "https://example.org/e"}, "MixedEventAttendanceMode"),
    ],
)
def test_machines_are_told_how_to_attend(client: Client, index, fields, mode):
    make_event(index, **fields)
    assert described(client)["eventAttendanceMode"] == f"https://schema.org/{mode}"


def test_the_organiser_is_a_cluster_organisation_before_any_other_name(client: Client, index):
    organisation = ClusterOrganisationFactory(name="Blue Cluster")
    make_event(index, organisation=organisation, organiser_name="Somebody")
    assert described(client)["organizer"]["name"] == "Blue Cluster"
    assert "Blue Cluster" in words(client)


def test_whole_days_have_no_hours(client: Client, index):
    zoned = {"start": datetime(2027, 5, 12, 0, tzinfo=UTC), "end": datetime(2027, 5, 13, 23, 59, tzinfo=UTC)}
    make_event(index, all_day=True, time_zone="UTC", **zoned)
    data = described(client)
    assert (data["startDate"], data["endDate"]) == ("2027-05-12", "2027-05-13")
    assert "00:00" not in words(client)


def test_an_event_of_several_days_says_on_which_its_hours_are(client: Client, index):
    make_event(index, end=END + timedelta(days=1), time_zone="UTC")
    assert "from 08:00 on the first day to 16:00 on the last" in words(client)


def test_one_registers_only_for_what_lies_ahead(client: Client, index):
    page = make_event(index, registration_link="https://example.org/register")
    assert "https://example.org/register" in client.get("/events/event/").content.decode()
    publish(page, status=EventStatus.CANCELLED, status_reason="The hall is closed.")
    html = client.get("/events/event/").content.decode()
    assert "https://example.org/register" not in html
    assert "Mark it as cancelled in your calendar" in html


def test_the_agenda_stands_under_its_days(client: Client, index):
    def part(day: date | None, hour: int, title: str) -> tuple:
        values = {"day": day, "start": time(hour), "end": None, "title": title, "speaker": "", "text": ""}
        return ("session", values)

    first, second = date(2027, 5, 12), date(2027, 5, 13)
    agenda = [part(first, 9, "Welcome"), part(None, 10, "Pitches"), part(second, 9, "Visits")]
    make_event(index, end=END + timedelta(days=1), agenda=agenda)
    tree = assert_page(client.get("/events/event/"))
    assert [title.text for title in every(tree, "h3")] == ["Wednesday, 12 May 2027", "Thursday, 13 May 2027"]
    text = words(client)
    assert text.index("Welcome") < text.index("Pitches") < text.index("Thursday") < text.index("Visits")


def test_the_fullest_event_stays_within_twelve_queries(
    client: Client, index, settings, tmp_path, django_assert_max_num_queries
):
    settings.MEDIA_ROOT = tmp_path
    RegionFactory(code="DE21", version="2024")
    documents = [
        Document.objects.create(title=f"Paper {number}", file=ContentFile(b"words", f"paper-{number}.txt"))
        for number in range(3)
    ]
    page = factories.make_event(
        index,
        region_codes=["DE21"],
        groups=[IndustryGroupFactory(code="C29")],
        materials=[("document", {"document": document, "title": ""}) for document in documents],
        organisation=ClusterOrganisationFactory(),
        latitude=45.76,
        longitude=4.84,
    )
    publish(
        page, status=EventStatus.RESCHEDULED, start=page.start + timedelta(days=1), end=page.end + timedelta(days=1)
    )
    client.force_login(User.objects.create_user("reader@example.org"))
    client.get("/events/event/")
    with django_assert_max_num_queries(12):
        client.get("/events/event/")
