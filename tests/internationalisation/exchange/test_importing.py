"""Files of organisations on the page: sent in, confirmed, written once and as a whole; and what comes out again."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from internationalisation.exchange import actions, tasks
from internationalisation.exchange.running import LIMITS
from internationalisation.models.imports import OrganisationImport
from portal.core.file_imports import begin_writing
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

pytestmark = pytest.mark.django_db

STATE = OrganisationImport.State
IMPORTS = "/account/organisations/import/"


@pytest.fixture
def contact(client: Client):
    for code in ("DE", "FR"):
        CountryFactory(code=code)
    user = make_contact("DE")
    client.force_login(user)
    return user


def send(client: Client, text: str = "country,name\nDE,Blue\nDE,Red\n", name: str = "firms.csv", **values: str):
    file = io.BytesIO(text.encode())
    file.name = name
    return client.post(IMPORTS, {"file": file, **values})


def looked_through(client: Client, text: str = "country,name\nDE,Blue\nDE,Red\n", **values: str) -> OrganisationImport:
    send(client, text, **values)
    upload = OrganisationImport.objects.get()
    tasks.look_through_organisations.func(upload.pk, "en")
    upload.refresh_from_db()
    return upload


def confirm(client: Client, upload: OrganisationImport):
    return client.post(f"{IMPORTS}{upload.pk}/confirm/", {"token": str(upload.token)})


def complete() -> ClusterOrganisation:
    """A published profile with everything that is asked for."""
    organisation: ClusterOrganisation = ClusterOrganisationFactory(
        name="Blue",
        city="Ulm",
        region_code="DE212",
        postcode="89073",
        email="blue@example.org",
        description="About.",
        groups=["nace:C29"],
        members_total=20,
        members_as_of="2026-01-01",
    )
    return organisation


def test_nothing_is_written_before_it_is_confirmed(client: Client, contact):
    upload = looked_through(client)
    assert upload.state == STATE.READY
    html = client.get(f"{IMPORTS}{upload.pk}/").content.decode()
    assert "New: 2" in html
    assert "Write these organisations" in html
    assert not ClusterOrganisation.objects.exists()


def test_confirmed_rows_are_drafts_with_a_revision(client: Client, contact):
    upload = looked_through(client)
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    written = ClusterOrganisation.objects.order_by("name")
    assert [(one.name, one.live, one.latest_revision.user) for one in written] == [
        ("Blue", False, contact),
        ("Red", False, contact),
    ]
    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content)) == (STATE.DONE, b"")


def test_a_second_click_and_a_second_run_write_nothing_twice(client: Client, contact):
    upload = looked_through(client)
    confirm(client, upload)
    confirm(client, upload)
    for _run in range(2):
        tasks.write_organisations.func(upload.pk, "en")
    assert ClusterOrganisation.objects.count() == 2


def test_one_fault_and_none_is_written(client: Client, contact):
    upload = looked_through(client, "country,name\nDE,Blue\nFR,Rouge\n")
    assert upload.state == STATE.REFUSED
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    assert not ClusterOrganisation.objects.exists()
    assert "not the contact of this country" in client.get(f"{IMPORTS}{upload.pk}/").content.decode()


def test_what_changed_since_the_confirmation_is_looked_at_again(client: Client, contact):
    upload = looked_through(client)
    confirm(client, upload)
    ClusterOrganisationFactory(name="Blue")
    tasks.write_organisations.func(upload.pk, "en")
    upload.refresh_from_db()
    assert (upload.state, ClusterOrganisation.objects.count()) == (STATE.REFUSED, 1)


def test_a_failure_half_way_leaves_nothing_and_may_be_tried_again(client: Client, contact, monkeypatch):
    upload = looked_through(client)
    confirm(client, upload)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "carry_out", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.write_organisations.func(upload.pk, "en")
    upload.refresh_from_db()
    assert (upload.state, "ZeroDivisionError" in upload.problem) == (STATE.FAILED, True)
    assert begin_writing(upload, upload.token)
    tasks.write_organisations.func(upload.pk, "en")
    assert ClusterOrganisation.objects.count() == 2


def test_a_published_profile_stays_as_it_is_until_a_review(client: Client, contact):
    blue = ClusterOrganisationFactory(name="Blue", city="Ulm")
    upload = looked_through(client, f"id,country,name,city\n{blue.pk},DE,Blue,Bonn\n")
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    blue.refresh_from_db()
    assert (blue.city, blue.has_unpublished_changes, blue.latest_revision.content["city"]) == ("Ulm", True, "Bonn")


def test_who_imports_may_publish_at_once(client: Client, contact):
    blue = complete()
    upload = looked_through(client, f"id,country,name,city\n{blue.pk},DE,Blue,Bonn\n", is_publishing="on")
    assert upload.state == STATE.READY
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    blue.refresh_from_db()
    assert (blue.city, blue.standing) == ("Bonn", "emerging")


def test_drafts_of_the_managers_are_not_published_along(client: Client, contact):
    blue = complete()
    draft = blue.get_latest_revision_as_object()
    draft.acronym = "BC"
    draft.save_revision()
    upload = looked_through(client, f"id,country,name,city\n{blue.pk},DE,Blue,Bonn\n", is_publishing="on")
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    blue.refresh_from_db()
    assert (blue.city, blue.acronym) == ("Ulm", "")
    assert (blue.latest_revision.content["city"], blue.latest_revision.content["acronym"]) == ("Bonn", "BC")


@pytest.mark.parametrize(("name", "words"), [("firms.pdf", "are not taken"), ("firms.xlsx", "is not")])
def test_another_kind_of_file_is_refused_at_once(client: Client, contact, name, words):
    response = send(client, "country,name\n", name)
    assert response.status_code == 400
    assert not OrganisationImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_anybody_reads_it(client: Client, contact):
    response = send(client, "x" * (LIMITS.bytes + 1))
    assert response.status_code == 400
    assert "The file is too large" in response.content.decode()
    assert not OrganisationImport.objects.exists()


def test_imports_are_seen_by_their_owner_alone(client: Client, contact):
    upload = looked_through(client)
    client.force_login(make_contact("DE", "other@example.org"))
    assert client.get(f"{IMPORTS}{upload.pk}/").status_code == 404
    assert client.post(f"{IMPORTS}{upload.pk}/delete/").status_code == 404
    assert confirm(client, upload).status_code == 404


def test_only_moderators_and_national_contacts_import(client: Client):
    assert client.get(IMPORTS).status_code == 302
    client.force_login(make_user())
    assert client.get(IMPORTS).status_code == 403
    assert send(client).status_code == 403
    assert client.get(f"{IMPORTS}template.csv").status_code == 403


def test_an_import_is_deleted_and_what_it_wrote_stays(client: Client, contact):
    upload = looked_through(client)
    confirm(client, upload)
    tasks.write_organisations.func(upload.pk, "en")
    client.post(f"{IMPORTS}{upload.pk}/delete/")
    assert (OrganisationImport.objects.count(), ClusterOrganisation.objects.count()) == (0, 2)


def rows_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_everybody_gets_what_they_may_see(client: Client, contact):
    ClusterOrganisationFactory(name="German draft", live=False, country=CountryFactory(code="DE"))
    french = ClusterOrganisationFactory(name="French", country=CountryFactory(code="FR"))
    ClusterOrganisationFactory(name="Invented", country=CountryFactory(code="DE"), is_demonstration=True)
    address = reverse("internationalisation:export", args=["csv"])
    assert [(row["name"], row["state"]) for row in rows_of(client.get(address))] == [("German draft", "draft")]
    assert [row["name"] for row in rows_of(client.get(f"{address}?demonstration=1"))] == ["Invented"]
    client.force_login(make_member(french))
    response = client.get(address)
    assert [row["name"] for row in rows_of(response)] == ["French"]
    assert "no-store" in response.headers["Cache-Control"]


def test_what_goes_out_comes_in_unchanged(client: Client, contact):
    ClusterOrganisationFactory(
        name="Blue, and “more”", country=CountryFactory(code="DE"), phone="+49 89 1", services=["training", "testing"],
        is_open_to_members=False, staff_fte="1.50", members_as_of="2026-01-01", description="Two\nlines",
    )  # fmt: skip
    text = client.get(reverse("internationalisation:export", args=["csv"])).content.decode()
    upload = looked_through(client, text)
    assert upload.report["counts"] == {"fault": 0, "new": 0, "update": 0, "same": 1}
