"""Who changed what and when, and an older state made the draft again."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from portal.registry.models import Standing
from tests.internationalisation.editing.pages import opened, send
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db


def history_url(organisation) -> str:
    return reverse("internationalisation:history", args=[organisation.pk])


def restore(client, organisation, revision):
    page = client.get(history_url(organisation)).content.decode()
    token = page.partition('name="token" value="')[2].partition('"')[0]
    return client.post(
        reverse("internationalisation:restore", args=[organisation.pk, revision.pk]), {"token": token}
    ), token


@pytest.fixture
def first(ada, organisation):
    """The revision that said "First."; the draft says "Second." now."""
    for text in ("First.", "Second."):
        send(ada, organisation, "about", opened(ada, organisation, "about"), description=text)
    return Revision.objects.exclude(user=None).earliest("pk")


def test_it_tells_who_changed_what_and_shows_no_address(ada, organisation, first):
    page = ada.get(history_url(organisation))
    assert_page(page)
    text = page.content.decode()
    assert "By Ada." in text
    assert "Changed: Description" in text
    assert "ada@example.org" not in text


def test_an_older_state_becomes_the_draft_and_what_stood_stays(ada, organisation, first):
    restore(ada, organisation, first)
    organisation.refresh_from_db()
    assert organisation.description == "First."
    said = [revision.content["description"] for revision in Revision.objects.exclude(user=None).order_by("pk")]
    assert said == ["First.", "Second.", "First."]


def test_a_second_click_restores_once(ada, organisation, first):
    _answer, token = restore(ada, organisation, first)
    ada.post(reverse("internationalisation:restore", args=[organisation.pk, first.pk]), {"token": token})
    assert Revision.objects.exclude(user=None).count() == 3


def test_rows_come_back_too(ada, organisation):
    project = {"activities-0-kind": "project", "activities-0-title": "Wings"}
    send(ada, organisation, "evidence", opened(ada, organisation, "evidence") | project)
    revision = Revision.objects.latest("pk")
    send(ada, organisation, "evidence", opened(ada, organisation, "evidence") | {"activities-0-DELETE": "on"})
    assert organisation.activities.count() == 0
    restore(ada, organisation, revision)
    assert [activity.title for activity in organisation.activities.all()] == ["Wings"]


def test_contact_persons_stay_as_they_are(ada, organisation):
    send(ada, organisation, "contacts", opened(ada, organisation, "contacts") | {"contacts-0-name": "Grace"})
    revision = Revision.objects.latest("pk")
    send(ada, organisation, "contacts", opened(ada, organisation, "contacts") | {"contacts-0-name": "Barbara"})
    restore(ada, organisation, revision)
    assert [contact.name for contact in organisation.contacts.all()] == ["Barbara"]


def test_of_a_public_profile_the_restored_state_waits_as_a_draft(client):
    public = ClusterOrganisationFactory(name="Public name")
    client.force_login(make_member(public))
    revision = public.save_revision()
    send(client, public, "basics", opened(client, public, "basics"), name="New name")
    restore(client, public, revision)
    public.refresh_from_db()
    assert (public.name, public.latest_revision.content["name"]) == ("Public name", "Public name")


def test_a_national_contact_reads_it_and_restores_nothing(client, organisation, first):
    client.force_login(make_contact("DE"))
    assert "Restore as the draft" not in client.get(history_url(organisation)).content.decode()
    assert restore(client, organisation, first)[0].status_code == 403


def test_an_archived_profile_is_read_and_not_restored(ada, organisation, first):
    organisation.standing = Standing.ARCHIVED
    organisation.save()
    assert ada.get(history_url(organisation)).status_code == 200
    assert restore(ada, organisation, first)[0].status_code == 403


def test_a_revision_of_another_organisation_is_not_found(ada, organisation):
    other = ClusterOrganisationFactory()
    assert restore(ada, organisation, other.save_revision())[0].status_code == 404


def test_a_page_past_the_end_is_not_found(ada, organisation, first):
    assert ada.get(history_url(organisation), {"page": "9"}).status_code == 404


@pytest.mark.parametrize("name", ["edit-check", "history", "edit"])
def test_only_members_and_reviewers_see_a_draft(client, organisation, name):
    url = reverse(
        f"internationalisation:{name}", args=[organisation.pk, "basics"] if name == "edit" else [organisation.pk]
    )
    assert client.get(url).status_code == 302
    client.force_login(make_user("stranger@example.org"))
    answer = client.get(url)
    assert answer.status_code == 403
    assert organisation.name not in answer.content.decode()
