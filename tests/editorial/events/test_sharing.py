"""Time, place and state of an event are one for all its translations, whatever is published in which order."""

from datetime import timedelta

import pytest
from django.test import Client
from wagtail_localize.models import Translation, TranslationSource

from portal.editorial.events.kinds import EventStatus
from portal.editorial.events.sharing import BOUND
from portal.editorial.models import EventPage
from portal.editorial.models.occasion import SHARED_FIELDS
from tests.editorial.events.factories import END, START, draft, make_event, make_index, occasion_of, publish, translate

pytestmark = pytest.mark.django_db

LATER = timedelta(days=1)


@pytest.fixture
def index():
    return make_index()


@pytest.fixture
def english(index):
    return make_event(index, place="Lyon")


@pytest.fixture
def french(english):
    return translate(english, title="Événement")


def fresh(page: EventPage) -> EventPage:
    return EventPage.objects.get(pk=page.pk)


def test_a_change_in_one_language_changes_all_at_once(english, french):
    publish(english, start=START + LATER, end=END + LATER, place="Graz", status=EventStatus.RESCHEDULED)
    assert (fresh(french).start, fresh(french).place) == (START + LATER, "Graz")
    assert fresh(french).status == EventStatus.RESCHEDULED


def test_a_change_in_a_translation_changes_the_original(english, french):
    publish(french, place="Graz")
    assert fresh(english).place == "Graz"


def test_words_stay_each_languages_own(english, french):
    publish(english, summary="New words.")
    assert fresh(french).title == "Événement"
    assert fresh(french).summary == "Summary."


def test_a_draft_changes_nothing_before_it_is_published(english, french):
    draft(english, start=START + LATER, end=END + LATER)
    assert fresh(french).start == fresh(english).start == START


def test_an_older_draft_of_a_translation_does_not_undo_a_change(english, french):
    older = draft(french, summary="Encore en travail.")
    publish(english, start=START + LATER, end=END + LATER)
    older.publish()
    assert fresh(french).start == fresh(english).start == START + LATER
    assert fresh(french).summary == "Encore en travail."


def test_an_older_draft_keeps_what_it_changed_itself(english, french):
    older = draft(french, place="Graz")
    publish(english, start=START + LATER, end=END + LATER)
    older.publish()
    assert (fresh(english).start, fresh(english).place) == (START + LATER, "Graz")


def test_where_a_draft_and_the_published_page_changed_the_same_the_published_one_wins(english, french):
    older = draft(french, place="Wien")
    publish(english, place="Graz")
    older.publish()
    assert fresh(french).place == fresh(english).place == "Graz"


def test_a_draft_and_a_published_change_never_mix_into_times_that_cannot_be(english, french):
    """Else this event would end before it starts, and could not be published."""
    older = draft(french, start=START + timedelta(hours=5))
    publish(english, end=START + timedelta(hours=2))
    older.publish()
    assert (fresh(french).start, fresh(french).end) == (START, START + timedelta(hours=2))


def test_every_shared_value_is_taken_over_with_those_it_is_bound_to():
    assert sorted(name for names in BOUND for name in names) == sorted(SHARED_FIELDS)


def test_an_old_revision_that_is_brought_back_keeps_the_time(english, french):
    first = draft(english)
    first.publish()
    publish(english, start=START + LATER, end=END + LATER)
    first.as_object().save_revision().publish()
    assert fresh(english).start == fresh(french).start == START + LATER


def test_an_editor_opens_a_draft_with_the_time_that_is_published(english, french):
    draft(french, summary="Encore en travail.")
    publish(english, start=START + LATER, end=END + LATER)
    assert fresh(french).get_latest_revision_as_object().start == START + LATER


def test_a_translation_that_is_published_for_the_first_time_takes_over_what_is_published(english):
    french = translate(english, live=False)
    publish(english, place="Graz")
    french.get_latest_revision().publish()
    assert fresh(french).place == fresh(english).place == "Graz"


def test_a_change_that_calendars_must_hear_of_has_a_new_sequence(english, french):
    assert occasion_of(english).sequence == 0
    publish(english, start=START + LATER, end=END + LATER)
    publish(french, place="Graz")
    assert occasion_of(english).sequence == 2


def test_new_words_are_no_new_sequence(english):
    publish(english, summary="New words.")
    assert occasion_of(english).sequence == 0


def test_taking_down_one_language_leaves_the_event(english, french):
    french.unpublish()
    assert occasion_of(english).withdrawn_at is None


def test_taking_down_the_last_language_withdraws_the_event(english, french):
    french.unpublish()
    fresh(english).unpublish()
    assert occasion_of(english).withdrawn_at is not None
    assert occasion_of(english).sequence == 1


def test_deleting_the_last_language_withdraws_the_event(english):
    english.delete()
    assert occasion_of(english).withdrawn_at is not None


def test_deleting_the_whole_list_withdraws_its_events(english, index):
    index.delete()
    assert occasion_of(english).withdrawn_at is not None


def test_deleting_a_draft_withdraws_nothing(english, french):
    draft_only = translate(english, "de", live=False)
    draft_only.delete()
    assert occasion_of(english).withdrawn_at is None


def test_an_event_that_comes_back_is_no_longer_withdrawn(english):
    english.unpublish()
    publish(english)
    assert occasion_of(english).withdrawn_at is None
    assert occasion_of(english).sequence == 2


def test_a_copy_is_an_event_of_its_own(english):
    copied = english.copy(update_attrs={"slug": "copy", "title": "Copy"})
    publish(copied, place="Graz")
    assert fresh(english).place == "Lyon"
    assert occasion_of(copied).translation_key != english.translation_key


def test_the_page_of_a_translation_shows_the_new_time(client: Client, english, french):
    publish(english, start=START + LATER, end=END + LATER)
    assert "2027-05-13" in client.get("/fr/events/event/").content.decode()


def test_page_translation_from_an_older_original_does_not_undo_a_change(english, django_capture_on_commit_callbacks):
    """The translation tool keeps a copy of the original from when it was sent for translation."""
    french = translate(english)
    source, _created = TranslationSource.update_or_create_from_instance(fresh(english))
    translation = Translation.objects.create(source=source, target_locale=french.locale)
    publish(english, start=START + LATER, end=END + LATER)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert fresh(french).start == fresh(english).start == START + LATER


def test_page_translation_leaves_what_is_shared_alone(english):
    source, _created = TranslationSource.update_or_create_from_instance(fresh(english))
    paths = set(source.stringsegment_set.values_list("context__path", flat=True))
    assert "title" in paths
    assert not paths & set(SHARED_FIELDS)
