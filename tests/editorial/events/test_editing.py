"""The form of an event in the editors' area."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.editorial.models import EventPage
from portal.home.roles import prepare_groups
from tests.editorial.events.factories import START, make_event, make_index, publish, translate
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    prepare_groups()
    return make_index()


@pytest.fixture(autouse=True)
def _editor(client: Client, index):
    editor = User.objects.create_user("editor@example.org")
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)


def form(**values):
    """The event form as the editors' area posts it."""
    counted = ("comments-TOTAL_FORMS", "comments-INITIAL_FORMS", "body-count", "agenda-count", "materials-count")
    page = {
        "title": "Batteries meet boats",
        "slug": "batteries",
        "summary": "Two clusters look for partners.",
        "kind": "matchmaking",
        "time_zone": "Europe/Helsinki",
        "start": "2027-07-01 10:00",
        "end": "2027-07-01 12:00",
        "place": "Turku",
        "status": "confirmed",
    }
    return {**dict.fromkeys(counted, "0"), **page, "action-publish": "1", **values}


def add(client: Client, index, **values):
    return client.post(f"/admin/pages/add/editorial/eventpage/{index.pk}/", form(**values))


def errors(response) -> str:
    return str(response.context["form"].errors)


def test_times_are_typed_as_the_clock_at_the_place_shows_them(client: Client, index):
    assert add(client, index).status_code == 302
    assert EventPage.objects.get().start == datetime(2027, 7, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Lisbon", 9), ("Europe/Brussels", 8), ("America/New_York", 14), ("UTC", 10), ("Asia/Tokyo", 1)],
)
def test_any_time_zone_of_the_world_may_be_chosen(client: Client, index, zone, hour):
    assert add(client, index, time_zone=zone).status_code == 302
    assert EventPage.objects.get().start == datetime(2027, 7, 1, hour, tzinfo=UTC)


def test_the_form_shows_the_time_of_the_place_again(client: Client, index):
    page = make_event(index, time_zone="America/New_York")
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'value="2027-05-12 04:00"' in html


def test_saving_what_the_form_shows_changes_no_time(client: Client, index):
    page = make_event(index, time_zone="Europe/Lisbon")
    shown = {"start": "2027-05-12 09:00", "end": "2027-05-12 17:00", "time_zone": "Europe/Lisbon"}
    client.post(f"/admin/pages/{page.pk}/edit/", form(**shown, slug="event"))
    assert EventPage.objects.get().start == START


def test_a_time_that_the_clock_skips_is_refused_with_the_reason(client: Client, index):
    times = {"time_zone": "Europe/Brussels", "start": "2027-03-28 02:30", "end": "2027-03-28 05:00"}
    assert "There is no 02:30 on 2027-03-28 in Europe/Brussels" in errors(add(client, index, **times))


def test_a_time_that_the_clock_shows_twice_is_refused_with_the_reason(client: Client, index):
    times = {"time_zone": "Europe/Lisbon", "start": "2027-10-30 10:00", "end": "2027-10-31 01:30"}
    assert "01:30 on 2027-10-31 happens twice in Europe/Lisbon" in errors(add(client, index, **times))


def test_a_time_that_only_brussels_skips_is_taken_elsewhere(client: Client, index):
    times = {"time_zone": "Europe/Helsinki", "start": "2027-03-28 02:30", "end": "2027-03-28 05:00"}
    assert add(client, index, **times).status_code == 302


def test_whole_days_need_no_hours_that_exist(client: Client, index):
    times = {"time_zone": "Atlantic/Azores", "start": "2027-03-28 00:30", "end": "2027-03-28 00:30", "all_day": "on"}
    assert add(client, index, **times).status_code == 302
    page = EventPage.objects.get()
    assert page.local_start.date() == page.local_end.date() == date(2027, 3, 28)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "cancelled"}, "Say why the event is cancelled"),
        ({"kind": ""}, "required"),
        ({"end": "2027-07-01 09:00"}, "ends before it starts"),
        ({"latitude": "61"}, "both latitude and longitude"),
        ({"latitude": "161", "longitude": "4"}, "less than or equal to 90"),
        ({"time_zone": "Europe/Atlantis"}, "valid choice"),
        ({"place": ""}, "Name a place"),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_reason(client: Client, index, values, words):
    assert words in errors(add(client, index, **values))
    assert not EventPage.objects.exists()


def test_a_form_from_before_a_change_in_another_language_is_asked_again(client: Client, index):
    page = make_event(index, time_zone="UTC")
    french = translate(page)
    publish(french, place="Graz")
    stale = form(slug="event", time_zone="UTC", start="2027-05-12 08:00", end="2027-05-12 16:00", place="Lyon")
    response = client.post(f"/admin/pages/{page.pk}/edit/", {**stale, "shared_sequence": "0"})
    assert "changed in another language while you were writing" in errors(response)
    assert EventPage.objects.get(pk=page.pk).place == "Graz"


def test_an_editor_who_saves_again_after_the_warning_decides(client: Client, index):
    page = make_event(index, time_zone="UTC")
    publish(translate(page), place="Graz")
    again = form(slug="event", time_zone="UTC", start="2027-05-12 08:00", end="2027-05-12 16:00", place="Lyon")
    assert client.post(f"/admin/pages/{page.pk}/edit/", {**again, "shared_sequence": "1"}).status_code == 302
    assert {page.place for page in EventPage.objects.all()} == {"Lyon"}


def test_the_form_carries_the_state_it_was_made_from(client: Client, index):
    page = make_event(index)
    publish(page, place="Graz")
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'name="shared_sequence" value="1"' in html


def test_the_organiser_is_chosen_by_name_among_published_organisations(client: Client, index):
    for name, is_live in (("Blue Cluster", True), ("Red Cluster", True), ("Blue Draft", False)):
        ClusterOrganisationFactory(name=name, live=is_live)
    html = client.get("/admin/organisation-chooser/results/?q=blue").content.decode()
    assert "Blue Cluster" in html
    assert "Red Cluster" not in html
    assert "Blue Draft" not in html
    assert "organisation-chooser" in client.get(f"/admin/pages/add/editorial/eventpage/{index.pk}/").content.decode()


def test_a_draft_can_be_previewed(client: Client, index):
    page = make_event(index)
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
