"""What the translations of a call share, and how a reader of another language meets calls."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar
from wagtail.models import Locale

from portal.editorial.models import AnnouncedDeadline, CallPage
from portal.editorial.translating.actions import translate
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(django_capture_on_commit_callbacks) -> CallPage:
    """A call with a live French version, which page translation follows."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    page = make_call(make_call_index(factories.make_home()), "boats", budget_eur=100)
    page.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        translate(page_id=page.pk, locale_id=french.pk, user_id=None, with_subtree=False)
        translated = CallPage.objects.get(locale=french)
        translated.get_ancestors().update(live=True)
        translated.title = "Bateaux"
        translated.save_revision().publish()
    return CallPage.objects.get(pk=page.pk)


def french() -> CallPage:
    return CallPage.objects.get(locale__language_code="fr")


def test_a_translation_has_the_same_deadline_under_the_same_key(call):
    assert french().live
    assert french().deadlines.get().key == call.deadlines.get().key
    assert (french().budget_eur, AnnouncedDeadline.objects.count()) == (100, 1)


def test_a_moved_deadline_reaches_the_translation_and_calendars_once(
    client: Client, call, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        deadline = call.deadlines.get()
        deadline.moment += timedelta(days=3)
        call.deadlines = [deadline]
        call.budget_eur = 200
        call.save_revision().publish()
    assert (french().deadlines.get().moment, french().budget_eur) == (deadline.moment, 200)
    assert AnnouncedDeadline.objects.get().sequence == 1
    entries = Calendar.from_ical(client.get("/fr/calls/deadlines.ics").content).walk("VEVENT")
    assert [(entry["SEQUENCE"], "Bateaux" in entry["SUMMARY"]) for entry in entries] == [(1, True)]


def test_a_call_that_stays_live_in_one_language_keeps_its_deadlines(call):
    call.unpublish()
    assert AnnouncedDeadline.objects.get().withdrawn_at is None
    french().unpublish()
    assert AnnouncedDeadline.objects.get().withdrawn_at is not None


def test_a_list_shows_each_call_once_in_the_readers_language(client: Client, call):
    make_call(call.get_parent(), "cars")
    html = client.get("/fr/calls/").content.decode()
    assert ("Bateaux" in html, "Boats" in html, ">Cars</a>" in html) == (True, False, True)
    assert 'href="/fr/calls/cars/" lang="en"' in html
