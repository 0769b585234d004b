"""A session ends while somebody writes: the words wait until their writer signs in again, and for nobody else."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from internationalisation.editing.keeping import MOST_KEPT
from internationalisation.models import KeptForm
from internationalisation.models.editing import KEPT_FOR
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.editing.pages import opened, send, step_url, words_in
from tests.internationalisation.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(ada, organisation):
    """A form was opened, the session ended, the form was sent; the answer."""
    words = opened(ada, organisation, "about")
    ada.logout()
    return send(ada, organisation, "about", words, description="Words of an evening.", languages=[])


@pytest.fixture
def way_back(sent) -> str:
    """The address that sign-in leads back to."""
    assert sent.status_code == 302
    return Client().get(sent.url).context["redirect_field_value"]


def test_the_words_are_there_after_signing_in(sent, ada, organisation, way_back):
    assert urlsplit(sent.url).path == reverse("account_login")
    ada.force_login(ada.user)
    page = ada.get(way_back)
    assert words_in(page)["description"] == "Words of an evening."
    assert "not saved yet" in page.content.decode()
    organisation.refresh_from_db()
    assert organisation.description == ""


def test_sign_in_with_a_password_leads_back_to_the_words(sent, way_back, ada):
    EmailAddress.objects.create(user=ada.user, email=ada.user.email, verified=True, primary=True)
    answer = ada.post(
        reverse("account_login"),
        {"login": ada.user.email, "password": "a-password-of-a-test", "next": way_back},
    )
    assert answer.url == way_back
    assert words_in(ada.get(way_back))["description"] == "Words of an evening."


def test_the_words_that_came_back_are_saved_and_wait_no_more(way_back, ada, organisation):
    ada.force_login(ada.user)
    words = words_in(ada.get(way_back))
    assert send(ada, organisation, "about", words).status_code == 302
    organisation.refresh_from_db()
    assert organisation.description == "Words of an evening."
    assert not KeptForm.objects.exists()


def test_a_colleague_who_signs_in_instead_does_not_see_them(way_back, writer):
    page = writer("Grace").get(way_back)
    assert page.status_code == 200
    assert "Words of an evening." not in page.content.decode()


def test_they_wait_for_a_day(way_back, ada):
    KeptForm.objects.update(made_at=KeptForm.objects.get().made_at - KEPT_FOR - timedelta(minutes=1))
    ada.force_login(ada.user)
    assert words_in(ada.get(way_back))["description"] == ""


def test_a_form_that_nobody_was_given_is_not_kept(organisation, client):
    answer = client.post(step_url(organisation, "about"), {"opened": "invented", "description": "Spam"})
    assert urlsplit(answer.url).path == reverse("account_login")
    assert not KeptForm.objects.exists()


def test_only_the_newest_of_many_forms_wait(ada, organisation):
    words = opened(ada, organisation, "about")
    ada.logout()
    for number in range(MOST_KEPT + 2):
        send(ada, organisation, "about", words, description=f"Version {number}.")
    assert KeptForm.objects.count() == MOST_KEPT
    assert "Version+11" in KeptForm.objects.latest("made_at").body


def test_an_autosave_says_that_the_session_has_ended(ada, organisation):
    words = opened(ada, organisation, "about")
    ada.logout()
    answer = send(ada, organisation, "about", words, autosave="1")
    assert (answer.status_code, KeptForm.objects.count()) == (401, 0)


def test_a_form_that_was_opened_before_the_new_session_is_accepted(ada, organisation):
    """Signed in again in another tab: Django's own token of the open form no longer fits."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada.user)
    words = opened(ada, organisation, "about")
    assert send(strict, organisation, "about", words, description="Written before.").status_code == 302


def test_a_form_of_another_account_is_refused(ada, writer, organisation):
    words = opened(writer("Grace"), organisation, "about")
    assert send(ada, organisation, "about", words, description="Forged").status_code == 403


def test_a_form_of_another_step_is_refused(ada, organisation):
    assert send(ada, organisation, "place", opened(ada, organisation, "about")).status_code == 403


def test_without_a_seal_nothing_is_saved(ada, organisation):
    assert ada.post(step_url(organisation, "about"), {"description": "Forged"}).status_code == 403


def test_a_new_profile_is_begun_after_signing_in_again(ada):
    url = reverse("internationalisation:new-organisation")
    words = words_in(ada.get(url)) | {"country": "DE", "name": "Kept name"}
    ada.logout()
    back = Client().get(ada.post(url, words).url).context["redirect_field_value"]
    ada.force_login(ada.user)
    ada.post(url, words_in(ada.get(back)))
    assert ClusterOrganisation.objects.filter(name="Kept name").exists()


def test_kept_words_of_somebody_who_is_gone_are_no_error(organisation):
    stranger = make_user("gone@example.org")
    organisation.memberships.create(user=stranger, role="administrator")
    client = Client()
    client.force_login(stranger)
    words = opened(client, organisation, "about")
    client.logout()
    stranger.delete()
    assert send(client, organisation, "about", words).status_code == 302
