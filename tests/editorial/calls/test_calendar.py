"""Deadlines in calendars, read by a real calendar library: stable identities, moves, withdrawals, time zones."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from portal.editorial.models import AnnouncedDeadline, CallPage
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index, make_deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    return make_call_index(factories.make_home())


def entries(client: Client, path: str = "/calls/deadlines.ics") -> list:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(response.content)
    return list(calendar.walk("VEVENT"))


def publish(page: CallPage, **values) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_every_deadline_is_one_entry_that_ends_when_the_call_closes(client: Client, calls):
    page = make_call(calls, "two-stages", in_days=(10, 50))
    found = entries(client)
    moments = [one.moment.replace(microsecond=0) for one in page.deadlines.all()]
    assert [one["DTEND"].dt.astimezone(UTC) for one in found] == moments
    assert all(one["DTEND"].dt - one["DTSTART"].dt == timedelta(minutes=30) for one in found)
    assert len({one["UID"] for one in found}) == 2
    assert all("https://example.org/call" in one["DESCRIPTION"] for one in found)


@pytest.mark.parametrize(
    ("zone", "moment", "hour", "offset"),
    [
        ("Europe/Lisbon", datetime(2030, 3, 30, 17, tzinfo=UTC), 17, 0),
        ("Europe/Lisbon", datetime(2030, 4, 2, 16, tzinfo=UTC), 17, 1),
        ("Europe/Brussels", datetime(2030, 10, 26, 15, tzinfo=UTC), 17, 2),
        ("Europe/Brussels", datetime(2030, 10, 28, 16, tzinfo=UTC), 17, 1),
        ("Europe/Helsinki", datetime(2030, 7, 1, 14, tzinfo=UTC), 17, 3),
        ("Europe/Helsinki", datetime(2030, 1, 10, 15, tzinfo=UTC), 17, 2),
    ],
)
def test_a_deadline_keeps_the_time_of_its_place(client: Client, calls, zone, moment, hour, offset):
    page = make_call(calls, "one", in_days=())
    publish(page, deadlines=[make_deadline(moment, time_zone=zone)])
    end = entries(client)[0]["DTEND"].dt
    assert (end.astimezone(UTC), end.hour, end.utcoffset()) == (moment, hour, timedelta(hours=offset))
    assert str(end.tzinfo) == zone


def test_a_moved_deadline_keeps_its_identity_and_counts_its_changes(client: Client, calls):
    page = make_call(calls, "one")
    before = entries(client)[0]
    deadline = page.deadlines.get()
    deadline.moment += timedelta(days=2)
    publish(page, deadlines=[deadline])
    after = entries(client)[0]
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt
    assert after["DTEND"].dt - before["DTEND"].dt == timedelta(days=2)


def test_publishing_again_without_a_change_tells_calendars_nothing(client: Client, calls):
    page = make_call(calls, "one")
    before = client.get("/calls/deadlines.ics")
    publish(page)
    again = client.get("/calls/deadlines.ics", headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 304


def test_a_draft_tells_calendars_nothing(calls):
    make_call(calls, "draft", live=False)
    assert not AnnouncedDeadline.objects.exists()


def test_a_deadline_that_is_taken_out_is_told_as_cancelled(client: Client, calls):
    page = make_call(calls, "one", in_days=(10, 50))
    first, second = page.deadlines.all()
    publish(page, deadlines=[second])
    states = {one["DTEND"].dt.date(): (str(one["STATUS"]), one["SEQUENCE"]) for one in entries(client)}
    assert states == {
        first.local_moment.date(): ("CANCELLED", 1),
        second.local_moment.date(): ("CONFIRMED", 0),
    }


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_deadlines_of_a_call_that_is_gone_are_told_as_cancelled(client: Client, calls, end):
    page = make_call(calls, "one", applicants=["sme"])
    getattr(page, end)()
    assert [(str(one["STATUS"]), one["SEQUENCE"]) for one in entries(client)] == [("CANCELLED", 1)]
    assert len(entries(client, "/calls/deadlines.ics?who=sme")) == 1
    assert entries(client, "/calls/deadlines.ics?who=research") == []


def test_a_call_that_comes_back_is_told_again(client: Client, calls):
    page = make_call(calls, "one")
    page.unpublish()
    publish(CallPage.objects.get())
    assert [(str(one["STATUS"]), one["SEQUENCE"]) for one in entries(client)] == [("CONFIRMED", 2)]


def test_filters_choose_the_deadlines_and_closed_calls_stay_for_a_while(client: Client, calls):
    make_call(calls, "sme", applicants=["sme"])
    make_call(calls, "research", applicants=["research"])
    make_call(calls, "closed", in_days=(-5,), applicants=["sme"])
    make_call(calls, "long-closed", in_days=(-200,), applicants=["sme"])
    found = [str(one["SUMMARY"]) for one in entries(client, "/calls/deadlines.ics?who=sme")]
    assert found == ["Deadline: Closed", "Deadline: Sme"]
    assert len(entries(client, "/calls/deadlines.ics?who=sme&status=open")) == 1


def test_the_stage_names_the_entry(client: Client, calls):
    page = make_call(calls, "one", in_days=())
    publish(page, deadlines=[make_deadline(5, stage="first-stage"), make_deadline(9, label="Video pitch")])
    assert [str(one["SUMMARY"]) for one in entries(client)] == ["First stage: One", "Video pitch: One"]


def test_one_call_has_a_file_of_its_own(client: Client, calls):
    make_call(calls, "one", in_days=(4, 9))
    make_call(calls, "other")
    assert len(entries(client, "/calls/one/deadlines.ics")) == 2
    assert client.get("/calls/none/deadlines.ics").status_code == 404


def test_a_copied_call_has_deadlines_of_its_own(client: Client, calls):
    page = make_call(calls, "one")
    page.copy(update_attrs={"slug": "two"})
    assert len({one["UID"] for one in entries(client)}) == 2


def test_the_calendar_costs_the_same_for_few_and_for_many(client: Client, calls, django_assert_num_queries):
    make_call(calls, "first", in_days=(3, 9))
    client.get("/calls/deadlines.ics")
    with django_assert_num_queries(QUERIES):
        client.get("/calls/deadlines.ics")
    for number in range(12):
        make_call(calls, f"call-{number}", in_days=(3, 9))
    with django_assert_num_queries(QUERIES):
        client.get("/calls/deadlines.ics")


QUERIES = 2
