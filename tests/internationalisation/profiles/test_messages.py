"""Messages to an organisation: stored, mailed, copied, read by its members, and deleted in time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from internationalisation.models import OrganisationMessage
from internationalisation.profiles.contact.actions import MOST_A_DAY
from internationalisation.profiles.contact.personal_data import _erase, _export
from internationalisation.profiles.contact.tasks import mail_copy, mail_organisation
from portal.core.reader_forms import MOST_MESSAGES
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db
WORDS = "We look for a partner in photonics."


@pytest.fixture(autouse=True)
def _nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def client(django_capture_on_commit_callbacks) -> Client:
    """A browser; what a request asked for after its commit is done when it is answered."""

    class Browser(Client):
        def request(self, **request):
            with django_capture_on_commit_callbacks(execute=True):
                return super().request(**request)

    return Browser()


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Mobility", email="inbox@example.org", phone="+49 1")


def sent(**changes: str) -> dict[str, str]:
    return {
        "name": "Ada Reader", "email": "reader@example.org", "message": WORDS, "token": str(uuid4()), "trap": "",
    } | changes  # fmt: skip


def write(client: Client, organisation, **changes: str):
    return client.post(f"{organisation.get_absolute_url()}contact/", sent(**changes))


def test_a_message_reaches_the_organisation_and_a_copy_the_sender(client: Client, organisation):
    response = write(client, organisation)
    assert response["Location"] == f"{organisation.get_absolute_url()}contact/sent/"
    told, copy = sorted(mail.outbox, key=lambda one: one.to)
    assert (told.to, told.reply_to) == (["inbox@example.org"], ["reader@example.org"])
    assert WORDS in told.body
    assert "Ada Reader" in told.body
    assert "/admin/" not in told.body
    assert (copy.to, copy.reply_to, copy.cc, copy.bcc) == (["reader@example.org"], [], [], [])
    assert WORDS in copy.body
    assert "inbox@example.org" not in copy.body
    message = OrganisationMessage.objects.get()
    assert message.mailed_at
    assert message.copied_at


def test_the_address_of_the_organisation_is_on_none_of_the_pages(client: Client, organisation):
    pages = [client.get(f"{organisation.get_absolute_url()}{part}") for part in ("contact/", "contact/sent/", "")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert not [page for page in pages if b"inbox@example.org" in page.content]
    assert_page(pages[0])


def test_without_an_address_its_administrators_are_told(client: Client):
    organisation = ClusterOrganisationFactory()
    make_member(organisation, "admin@example.org")
    make_member(organisation, "writes@example.org", role="contributor")
    write(client, organisation)
    assert ["admin@example.org"] in [one.to for one in mail.outbox]


def test_where_nobody_keeps_the_profile_the_editors_are_told(client: Client, settings):
    settings.PORTAL_CONTACT_EMAIL = "desk@example.org"
    write(client, ClusterOrganisationFactory())
    assert ["desk@example.org"] in [one.to for one in mail.outbox]


def test_nobody_at_an_invented_organisation_gets_a_mail(client: Client):
    write(client, ClusterOrganisationFactory(is_demonstration=True, email="someone@example.com"))
    assert [one.to for one in mail.outbox] == [["reader@example.org"]]


def test_a_double_click_sends_one_message(client: Client, organisation):
    form = sent()
    address = f"{organisation.get_absolute_url()}contact/"
    assert [client.post(address, form).status_code for _click in range(2)] == [302, 302]
    assert (OrganisationMessage.objects.count(), len(mail.outbox)) == (1, 2)


def test_a_job_that_runs_again_sends_nothing(client: Client, organisation):
    write(client, organisation)
    pk = OrganisationMessage.objects.get().pk
    mail_organisation.call(pk)
    mail_copy.call(pk)
    assert len(mail.outbox) == 2


def test_what_a_machine_fills_in_is_thanked_and_dropped(client: Client, organisation):
    assert write(client, organisation, trap="x").status_code == 302
    assert (OrganisationMessage.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize(
    "changes",
    [
        {"email": ""},
        {"email": "nobody"},
        {"name": ""},
        {"name": "Buy at www.example.com"},
        {"message": ""},
        {"message": "https://a.example " * 4},
        {"message": "x" * 5001},
    ],
    ids=["no address", "no real address", "no name", "a link for a name", "no words", "four links", "too long"],
)
def test_a_form_with_faults_is_not_sent_and_keeps_its_words(client: Client, organisation, changes):
    response = write(client, organisation, **changes)
    assert response.status_code == 400
    assert OrganisationMessage.objects.count() == 0
    assert b"Ada Reader" in response.content or "name" in changes


def test_a_line_break_in_the_name_makes_no_header_of_the_mail(client: Client, organisation):
    write(client, organisation, name="Ada\r\nBcc: victim@example.org")
    assert all("\n" not in one.subject for one in mail.outbox)
    assert not [one for one in mail.outbox if "victim@example.org" in one.recipients()]


def test_one_address_is_not_filled_with_copies(client: Client, organisation):
    OrganisationMessage.objects.bulk_create(
        OrganisationMessage(organisation=organisation, token=uuid4(), email="READER@example.org")
        for _number in range(MOST_A_DAY)
    )
    response = write(client, organisation)
    assert response.status_code == 429
    assert mail.outbox == []


def test_a_sender_of_very_many_messages_waits(client: Client, organisation):
    answers = [write(client, organisation, email=f"r{n}@example.org").status_code for n in range(MOST_MESSAGES + 1)]
    assert (answers[0], answers[-1]) == (302, 429)


def test_members_read_messages_and_nobody_else_does(client: Client, organisation):
    write(client, organisation)
    address = f"/account/organisations/{organisation.pk}/messages/"
    assert client.get(address).status_code == 302
    readers = {
        make_member(organisation): 200,
        make_member(organisation, "second@example.org", "contributor"): 200,
        make_user("other@example.org"): 404,
        make_contact(organisation.country_id): 404,
    }
    for user, status in readers.items():
        client.force_login(user)
        response = client.get(address)
        assert response.status_code == status, user.email
        assert (WORDS in response.content.decode()) == (status == 200)


def test_a_member_meets_the_number_of_messages_on_the_personal_page(client: Client, organisation):
    write(client, organisation)
    client.force_login(make_member(organisation))
    html = client.get("/account/").content.decode()
    assert "Messages to your organisations" in html
    assert "1 message, the latest on" in html


def test_messages_are_deleted_when_they_are_old(organisation, settings):
    settings.PORTAL_MESSAGES_KEPT_DAYS = 30
    for days in (29, 31):
        message = OrganisationMessage.objects.create(organisation=organisation, token=uuid4(), email="r@example.org")
        OrganisationMessage.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert "delete_old_organisation_messages" in settings.PORTAL_CLOCK
    call_command("delete_old_organisation_messages")
    assert OrganisationMessage.objects.count() == 1


def test_who_leaves_takes_along_what_was_written(organisation):
    reader = make_user("reader@example.org")
    OrganisationMessage.objects.create(organisation=organisation, token=uuid4(), email=reader.email, message=WORDS)
    OrganisationMessage.objects.create(organisation=organisation, token=uuid4(), email="other@example.org")
    assert [row["message"] for row in _export(reader)] == [WORDS]
    _erase(reader)
    assert [message.email for message in OrganisationMessage.objects.all()] == ["other@example.org"]
