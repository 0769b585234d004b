"""The directory follows the registry, whoever changes it and in whatever order transactions end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from internationalisation.directory.actions import rebuild_directory, refresh_entries
from internationalisation.directory.entries import folded, vector_of
from internationalisation.directory.queries.keeping import get_directory
from internationalisation.models import DirectoryEntry
from portal.registry.models import ClusterOrganisation
from portal.registry.models.organisation import HIDDEN_AFTER
from tests.internationalisation.directory.worlds import ask, make_groups, make_places, names_of, organisation
from tests.internationalisation.factories import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    make_places()
    make_groups()


def test_what_is_published_suspended_or_deleted_is_seen_by_the_next_question():
    one, other = organisation("Alpha"), organisation("Beta")
    make_draft(name="Draft")
    assert names_of(ask()) == ["Alpha", "Beta"]
    one.standing = "suspended"
    one.save()
    assert names_of(ask()) == ["Beta"]
    other.delete()
    assert ask().total == 0


def test_a_draft_of_a_published_profile_changes_nothing_in_the_directory():
    one = organisation("Alpha")
    before = DirectoryEntry.objects.get(pk=one.pk).name_key
    one.name = "Zeta"
    one.save_revision()
    assert DirectoryEntry.objects.get(pk=one.pk).name_key == before == "alpha"


def test_a_renamed_organisation_stands_once_and_under_its_new_name():
    one = organisation("Alpha")
    organisation("Beta")
    assert names_of(ask()) == ["Alpha", "Beta"]
    one.name = "Gamma"
    one.save()
    assert names_of(ask()) == ["Beta", "Gamma"]


def test_a_profile_that_nobody_confirms_is_hidden_on_the_day_without_a_job():
    today = localdate()
    organisation("Alpha", confirmed_on=today)
    assert ask(today=today + HIDDEN_AFTER - timedelta(days=1)).total == 1
    assert ask(today=today + HIDDEN_AFTER).total == 0


def test_rows_changed_behind_the_portals_back_are_found_after_a_refresh():
    one = organisation("Alpha")
    ClusterOrganisation.objects.filter(pk=one.pk).update(name="Omega")
    assert refresh_entries(keys=[one.pk]) == 1
    assert DirectoryEntry.objects.get(pk=one.pk).name_key == "omega"
    ClusterOrganisation.objects.filter(pk=one.pk).update(live=False)
    assert rebuild_directory() == 0
    assert ask().total == 0


def test_an_organisation_without_a_position_stands_in_the_middle_of_its_region():
    near, exact = organisation("Alpha", "DE214"), organisation("Beta", longitude=9.0, latitude=50.0)
    entry = DirectoryEntry.objects.get(pk=near.pk)
    assert (entry.longitude, entry.latitude, entry.is_exact) == (11.9, 48.0, False)  # of the region around it
    assert DirectoryEntry.objects.get(pk=exact.pk).is_exact


def test_words_of_a_vector_are_plain_letters_with_their_weights():
    assert (
        vector_of((("A", folded("Zürich's Bioökonomie")), ("D", "zurich"))) == "'zurich':1A,4D 's':2A 'biookonomie':3A"
    )


def test_a_long_text_fits_into_a_vector():
    one = organisation("Alpha", description=" ".join(f"word{number}" for number in range(500)) + " same" * 500)
    assert names_of(ask("q=word499+same")) == [one.name]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_transaction_that_ends_late_is_not_missed():
    """Another process writes first and commits last: its row is older than what was read in between."""
    late, early = organisation("Late"), organisation("Early")
    get_directory()
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "UPDATE internationalisation_directoryentry SET name_key = 'a late one', members = 7, "
                "written_in = pg_current_xact_id()::text::bigint WHERE organisation_key = %s",
                [late.pk],
            )
            early.members_total = 5
            early.save()
            assert _members() == {early.pk: 5, late.pk: -1}
            slow.commit()
        assert _members() == {early.pk: 5, late.pk: 7}
    finally:
        slow.close()


def _members() -> dict[int, int]:
    catalogue = get_directory().catalogue
    columns = catalogue.columns
    return dict(zip(columns.keys[catalogue.alive].tolist(), columns.members[catalogue.alive].tolist(), strict=True))
