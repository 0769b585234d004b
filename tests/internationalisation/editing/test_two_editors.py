"""Two people write the same profile, each with a browser of one's own: nothing of either is lost."""

import pytest
from wagtail.models import Revision

from tests.internationalisation.editing.pages import opened, send, words_in
from tests.pages import assert_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def grace(writer):
    return writer("Grace")


@pytest.fixture
def clashed(ada, grace, organisation):
    """Ada's and Grace's forms are open; Ada saves first. What Grace gets to see."""
    hers, other = (opened(one, organisation, "about") for one in (ada, grace))
    send(ada, organisation, "about", hers, description="Text of Ada.", strategy="Strategy of Ada.")
    return send(grace, organisation, "about", other, description="Text of Grace.", objectives="Objectives of Grace.")


def test_fields_that_only_one_of_them_touched_come_together(ada, grace, organisation):
    hers, other = (opened(one, organisation, "about") for one in (ada, grace))
    send(ada, organisation, "about", hers, description="Text of Ada.")
    assert send(grace, organisation, "about", other, strategy="Strategy of Grace.").status_code == 302
    organisation.refresh_from_db()
    assert (organisation.description, organisation.strategy) == ("Text of Ada.", "Strategy of Grace.")


def test_the_second_is_warned_and_sees_both_texts_and_who_wrote_the_other(clashed, organisation):
    assert_page(clashed, 409)
    page = clashed.content.decode()
    assert "Take what Ada saved" in page
    assert "Text of Ada." in page
    assert words_in(clashed)["description"] == "Text of Grace."
    organisation.refresh_from_db()
    assert (organisation.description, organisation.objectives) == ("Text of Ada.", "")


def test_who_keeps_the_own_text_keeps_what_else_the_other_one_wrote(clashed, grace, organisation):
    words = words_in(clashed) | {"choose_description": "mine"}
    assert send(grace, organisation, "about", words).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.description, organisation.strategy) == ("Text of Grace.", "Strategy of Ada.")
    assert organisation.objectives == "Objectives of Grace."


def test_who_takes_the_other_text_keeps_the_own_ones_elsewhere(clashed, grace, organisation):
    send(grace, organisation, "about", words_in(clashed) | {"choose_description": "theirs"})
    organisation.refresh_from_db()
    assert (organisation.description, organisation.objectives) == ("Text of Ada.", "Objectives of Grace.")


def test_both_texts_stay_in_the_history_whatever_is_chosen(clashed, grace, organisation):
    send(grace, organisation, "about", words_in(clashed) | {"choose_description": "mine"})
    said = {revision.content["description"] for revision in Revision.objects.exclude(user=None)}
    assert said == {"Text of Ada.", "Text of Grace."}


def test_without_a_choice_nothing_is_saved(clashed, grace, organisation):
    response = send(grace, organisation, "about", words_in(clashed))
    assert (response.status_code, words_in(response)["description"]) == (409, "Text of Grace.")
    assert "Choose one of the two" in response.content.decode()


def test_a_third_change_while_choosing_is_shown_again(clashed, ada, grace, organisation):
    send(ada, organisation, "about", opened(ada, organisation, "about"), description="Newer text of Ada.")
    response = send(grace, organisation, "about", words_in(clashed) | {"choose_description": "mine"})
    assert response.status_code == 409
    assert "Newer text of Ada." in response.content.decode()


def test_rows_that_both_added_stand_side_by_side(ada, grace, organisation):
    hers, other = (opened(one, organisation, "contacts") for one in (ada, grace))
    send(ada, organisation, "contacts", hers | {"contacts-0-name": "Edith"})
    send(grace, organisation, "contacts", other | {"contacts-0-name": "Mary"})
    assert [contact.name for contact in organisation.contacts.all()] == ["Edith", "Mary"]


def test_an_autosave_into_a_conflict_saves_nothing_and_says_so(ada, grace, organisation):
    hers, other = (opened(one, organisation, "about") for one in (ada, grace))
    send(ada, organisation, "about", hers, description="Text of Ada.", autosave="1")
    answer = send(grace, organisation, "about", other, description="Text of Grace.", autosave="1")
    assert (answer.status_code, list(answer.json())) == (409, ["text"])


def test_autosaves_of_another_one_are_no_loss_for_whom_they_were_shown(ada, grace, organisation):
    """Ada's revision is written over while Grace's form rests on it."""
    hers = opened(ada, organisation, "about")
    send(ada, organisation, "about", hers, description="A", autosave="1")
    other = opened(grace, organisation, "about")
    send(ada, organisation, "about", hers, description="A text of Ada.", autosave="1")
    assert send(grace, organisation, "about", other, strategy="Strategy of Grace.").status_code == 302
    organisation.refresh_from_db()
    assert (organisation.description, organisation.strategy) == ("A text of Ada.", "Strategy of Grace.")
