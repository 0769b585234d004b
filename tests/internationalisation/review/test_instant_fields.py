"""Small fields are public at once, and no later approval undoes them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from internationalisation.review.actions.decisions import approve
from internationalisation.review.actions.instant import publish_instantly
from internationalisation.review.actions.talk import submit
from internationalisation.review.errors import Refused
from internationalisation.review.states import Changes, state_of
from portal.registry.models import Standing
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.internationalisation.review.worlds import fresh, make_profile, mark, write_draft

pytestmark = pytest.mark.django_db


def test_a_telephone_number_is_public_at_once_and_stays_when_the_waiting_draft_is_approved():
    organisation = make_profile(live=True, phone="+49 1")
    manager = make_member(organisation)
    write_draft(organisation, name="Pumps of Bavaria")
    submit(organisation_pk=organisation.pk, user=manager)
    seen = mark(organisation)
    publish_instantly(organisation_pk=organisation.pk, user=manager, values={"phone": "+49 2"})
    assert (fresh(organisation).phone, fresh(organisation).name) == ("+49 2", "Pumps of Munich")
    approve(organisation_pk=organisation.pk, user=make_contact("DE"), mark=seen)
    assert (fresh(organisation).phone, fresh(organisation).name) == ("+49 2", "Pumps of Bavaria")


def test_where_no_draft_waits_a_revision_records_who_changed_what():
    organisation = make_profile(live=True)
    manager = make_member(organisation)
    publish_instantly(organisation_pk=organisation.pk, user=manager, values={"phone": "+49 2"})
    published = fresh(organisation)
    assert published.latest_revision.user == manager
    assert published.latest_revision.content["phone"] == "+49 2"
    assert published.live_revision_id == published.latest_revision_id
    assert state_of(published).changes == Changes.NONE


def test_a_draft_that_is_written_afterwards_holds_the_new_value():
    organisation = make_profile(live=True)
    publish_instantly(organisation_pk=organisation.pk, user=make_member(organisation), values={"phone": "+49 2"})
    assert write_draft(organisation, name="Other").get_latest_revision_as_object().phone == "+49 2"


def test_other_fields_are_never_public_at_once():
    organisation = make_profile(live=True)
    with pytest.raises(Refused, match="need a review"):
        publish_instantly(
            organisation_pk=organisation.pk, user=make_member(organisation), values={"phone": "1", "name": "Mine"}
        )
    assert fresh(organisation).name == "Pumps of Munich"


def test_which_fields_are_is_a_setting(settings):
    settings.PORTAL_INSTANT_FIELDS = ("city",)
    organisation = make_profile(live=True)
    publish_instantly(organisation_pk=organisation.pk, user=make_member(organisation), values={"city": "Augsburg"})
    assert fresh(organisation).city == "Augsburg"


def test_a_wrong_value_is_refused_in_the_public_profile_and_in_the_draft():
    organisation = make_profile(live=True)
    manager = make_member(organisation)
    write_draft(organisation, name="Other")
    with pytest.raises(ValidationError):
        publish_instantly(organisation_pk=organisation.pk, user=manager, values={"email": "nobody"})
    assert fresh(organisation).get_latest_revision_as_object().email == "office@example.org"


def test_a_profile_that_never_was_public_has_nothing_to_publish():
    organisation = make_profile()
    with pytest.raises(Refused):
        publish_instantly(organisation_pk=organisation.pk, user=make_member(organisation), values={"phone": "1"})


def test_strangers_change_nothing():
    organisation = make_profile(live=True)
    with pytest.raises(PermissionDenied):
        publish_instantly(organisation_pk=organisation.pk, user=make_user(), values={"phone": "1"})


def test_a_suspended_profile_stays_suspended():
    organisation = make_profile(live=True, standing=Standing.SUSPENDED)
    publish_instantly(organisation_pk=organisation.pk, user=make_member(organisation), values={"phone": "1"})
    assert fresh(organisation).standing == Standing.SUSPENDED
