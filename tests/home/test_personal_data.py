"""What the portal keeps of people: handed out whole, erased whole, and nobody's relation forgotten."""

import json
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from portal.accounts.models import User
from portal.core import personal_data
from portal.core.personal_data import Provider, providers
from portal.editorial.models import EventProposal
from portal.editorial.models.contact import ContactMessage
from tests.accounts.factories import confirm, make_member, sign_in
from tests.editorial.factories import make_home
from tests.pages import assert_page

pytestmark = pytest.mark.django_db
DATA, DOWNLOAD, DELETE = "/account/data/", "/account/data/download/", "/account/data/delete/"
# The row goes on without its person: the database itself takes the name away.
NAMELESS = (models.SET_NULL, models.DO_NOTHING)


@pytest.fixture
def user():
    return make_member()


@pytest.fixture
def member(client: Client, user):
    sign_in(client)
    confirm(client)
    return client


def files_of(response) -> dict[str, dict]:
    with ZipFile(BytesIO(b"".join(response))) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}


def relations() -> set[str]:
    """Every relation of a table to accounts that would keep a person or go with one."""
    return {
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=False)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is User and field.remote_field and _keeps(field)
    }


def _keeps(field) -> bool:
    return getattr(field.remote_field, "on_delete", None) not in NAMELESS and not field.remote_field.parent_link


def test_every_relation_to_an_account_has_somebody_who_answers_for_it():
    answered = {name for provider in providers() for name in provider.relations}
    assert relations() - answered == set()


def test_no_provider_answers_for_what_is_not_there():
    known = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()}
    assert [name for provider in providers() for name in provider.relations if name not in known] == []


def test_the_page_says_what_is_kept_and_what_stays(member):
    assert_page(member.get(DATA))
    assert_page(member.get(DELETE))
    for provider in providers():
        assert str(provider.title) in member.get(DATA).content.decode().replace("&#x27;", "'")


def test_the_file_has_everything_and_no_secret(member, user):
    user.saved_views.create(kind="map", title="Austria", query="country=AT")
    ContactMessage.objects.create(kind="contact", message="Hello", email="READER@example.org", token=uuid4())
    ContactMessage.objects.create(kind="contact", message="Of others", email="other@example.org", token=uuid4())
    response = member.post(DOWNLOAD)
    assert response.headers["Content-Type"] == "application/zip"
    found = files_of(response)
    assert set(found) == {f"{provider.key}.json" for provider in providers()}
    assert found["account.json"]["rows"][0]["email"] == "reader@example.org"
    assert found["saved-views.json"]["rows"][0]["query"] == "country=AT"
    assert [row["message"] for row in found["messages.json"]["rows"]] == ["Hello"]
    assert user.password not in json.dumps(found)


def test_downloading_and_deleting_ask_again_who_it_is(client: Client, user):
    client.force_login(user)
    for answer in (client.post(DOWNLOAD), client.get(DELETE), client.post(DELETE, {"email": user.email})):
        assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.exists()


def test_a_download_goes_on_after_the_password(client: Client, user):
    client.force_login(user)
    asked = client.post(DOWNLOAD).headers["Location"]
    response = client.post(asked, {"password": "correct-horse-battery", "next": DOWNLOAD})
    assert "account.json" in files_of(response)


@pytest.mark.parametrize("typed", ["", "other@example.org"])
def test_only_the_typed_address_deletes(member, typed):
    assert_page(member.post(DELETE, {"email": typed}), 400)
    assert User.objects.exists()


def test_a_deleted_account_is_gone_and_its_owner_is_told(member, user):
    user.saved_views.create(kind="map", title="Austria", query="")
    answer = member.post(DELETE, {"email": "Reader@example.org "}, follow=True)
    assert "Your account is deleted" in answer.content.decode()
    assert not User.objects.exists()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["reader@example.org"], "EU Cluster Portal: Your account is deleted",
    )  # fmt: skip
    assert member.get("/account/").status_code == 302
    assert sign_in(Client()).status_code == 200


def test_what_an_editor_wrote_stays_and_the_log_names_nobody(member, user):
    home = make_home()
    home.owner = user
    home.save_revision(user=user, log_action=True)
    home.save()
    ModelLogEntry.objects.log_action(user, "wagtail.edit", user=user, title=str(user))
    ContactMessage.objects.create(kind="contact", message="Hello", email=user.email, token=uuid4())
    member.post(DELETE, {"email": user.email})
    home.refresh_from_db()
    assert home.owner is None
    assert Revision.objects.get(object_id=str(home.pk)).user is None
    assert PageLogEntry.objects.filter(page=home).exists()
    assert ModelLogEntry.objects.get().label == "deleted account"
    assert ContactMessage.objects.get().email == ""
    everything = str([list(log.objects.values()) for log in (PageLogEntry, ModelLogEntry, Revision)])
    assert "reader@example.org" not in everything


def test_an_open_proposal_is_withdrawn_and_published_ones_stay_gone_from_the_account(member, user):
    EventProposal.objects.create(proposer=user, title="Open", token=uuid4())
    member.post(DELETE, {"email": user.email})
    assert not EventProposal.objects.exists()


def test_what_has_to_be_done_first_is_said_and_nothing_is_deleted(member, user, monkeypatch):
    needed = Provider(
        key="organisations", title="Organisations", export=lambda user: [],
        hindrances=lambda user: ["Hand over Cluster X first."],
    )  # fmt: skip
    monkeypatch.setattr(personal_data, "_providers", {**personal_data._providers, "organisations": needed})
    assert "Hand over Cluster X first." in member.get(DELETE).content.decode()
    assert "Hand over Cluster X first." in member.post(DELETE, {"email": user.email}).content.decode()
    assert User.objects.exists()
