"""Colleagues are invited by mail: one link, one address, a fortnight."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from internationalisation.models import Invitation
from internationalisation.people.invitations.actions import MOST_IN_AN_HOUR, TooManyInvitations, invite
from internationalisation.people.invitations.tasks import mail_invitation
from portal.accounts.models import User
from portal.registry.models import Membership, Standing
from tests.internationalisation.factories import make_member
from tests.internationalisation.people.worlds import confirmed, link_in, signed_in
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

EMAIL = "colleague@example.org"


@pytest.fixture
def organisation():
    return ClusterOrganisationFactory(name="Example Cluster")


@pytest.fixture
def admin(organisation):
    return make_member(organisation, "admin@example.org")


@pytest.fixture
def people(organisation) -> str:
    return f"/account/organisations/{organisation.pk}/people/"


@pytest.fixture
def send(admin, people, sent):
    """Invite through the form; the page that follows, and the mails."""

    def send(email: str = EMAIL, role: str = "contributor", **values):
        client = signed_in(admin)
        token = token_in(client.get(people))
        with sent() as messages:
            page = client.post(f"{people}invite/", {"email": email, "role": role, "token": token} | values, follow=True)
        return page, messages

    return send


def token_in(page) -> str:
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


def is_member(user, organisation, role: str = "contributor") -> bool:
    return Membership.objects.filter(user=user, organisation=organisation, role=role).exists()


def test_the_mail_leads_to_a_page_where_the_invited_account_accepts(send, organisation):
    _page, [message] = send(role="administrator")
    colleague = confirmed(EMAIL)
    client = signed_in(colleague)
    assert_page(client.get(link_in(message)))
    assert not is_member(colleague, organisation, "administrator"), "opening a link accepts nothing"
    page = client.post(link_in(message))
    assert page["Location"] == f"/account/organisations/{organisation.pk}/"
    assert is_member(colleague, organisation, "administrator")


def test_the_mail_has_text_and_html_and_names_who_invites_as_what(send):
    _page, [message] = send()
    assert message.to == [EMAIL]
    assert "Example Cluster" in message.subject
    assert "Contributor" in message.body
    assert "/admin/" not in message.body
    assert link_in(message) in message.alternatives[0].content


def test_the_secret_of_the_link_stands_in_no_table(send):
    _page, [message] = send()
    secret = link_in(message).split("/")[-2]
    invitation = Invitation.objects.get()
    assert secret not in [str(getattr(invitation, field.attname)) for field in Invitation._meta.fields]


def test_the_answer_is_the_same_for_an_address_with_and_without_an_account(send):
    confirmed("known@example.org")
    answers = [send(email=email)[0].content.decode().count(email) for email in ("known@example.org", EMAIL)]
    assert answers[0] == answers[1] > 0


def test_a_double_click_sends_one_mail(admin, people, sent):
    client = signed_in(admin)
    values = {"email": EMAIL, "role": "contributor", "token": token_in(client.get(people))}
    with sent() as messages:
        for _click in range(2):
            assert client.post(f"{people}invite/", values).status_code == 302
    assert len(messages) == 1


def test_inviting_an_address_again_ends_the_link_before(send, organisation):
    first = link_in(send()[1][0])
    second = link_in(send(role="administrator")[1][0])
    assert Invitation.objects.count() == 1
    client = signed_in(confirmed(EMAIL))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_the_job_that_runs_twice_mails_once(send, organisation):
    send()
    mail.outbox.clear()
    mail_invitation.func(Invitation.objects.get().pk)
    assert mail.outbox == []


def test_an_anonymous_reader_is_asked_to_sign_in_and_comes_back(send):
    link = link_in(send()[1][0])
    html = assert_page(Client().get(link))
    assert f"/account/login/?next={link.replace('/', '%2F')}" in Client().get(link).content.decode()
    assert f"/account/signup/?next={link.replace('/', '%2F')}" in Client().get(link).content.decode()
    assert html is not None


def test_a_post_without_an_account_makes_nobody_a_member(send):
    link = link_in(send()[1][0])
    assert Client().post(link).status_code == 200
    assert Membership.objects.count() == 1


def test_a_link_that_was_forwarded_opens_nothing_for_another_account(send, organisation):
    link = link_in(send()[1][0])
    other = confirmed("other@example.org")
    page = signed_in(other).post(link)
    assert "for another address" in page.content.decode()
    assert EMAIL not in page.content.decode()
    assert not is_member(other, organisation)


def test_an_address_that_is_not_confirmed_opens_nothing(send, organisation):
    link = link_in(send()[1][0])
    other = confirmed("other@example.org")
    EmailAddress.objects.create(user=other, email=EMAIL, verified=False)
    signed_in(other).post(link)
    assert not is_member(other, organisation)


def test_accepting_twice_makes_one_member_and_tells_the_inviter_once(send, organisation, sent):
    link = link_in(send()[1][0])
    colleague = confirmed(EMAIL)
    client = signed_in(colleague)
    with sent() as messages:
        for _click in range(2):
            assert client.post(link).status_code == 302
    assert Membership.objects.filter(user=colleague).count() == 1
    assert [message.to for message in messages] == [["admin@example.org"]]
    assert "You accepted this invitation." in client.get(link).content.decode()


def test_a_used_link_opens_nothing_for_anybody_else(send):
    link = link_in(send()[1][0])
    signed_in(confirmed(EMAIL)).post(link)
    page = Client().get(link)
    assert_page(page, 410)
    assert "it works once." in page.content.decode()


def test_an_expired_link_says_so_and_opens_nothing(send, organisation, time_machine):
    link = link_in(send()[1][0])
    colleague = confirmed(EMAIL)
    time_machine.move_to(timezone.now() + timedelta(days=14, seconds=1))
    page = signed_in(colleague).post(link)
    assert_page(page, 410)
    assert not is_member(colleague, organisation)


def test_an_expired_invitation_is_sent_again_with_a_new_fortnight(
    send, admin, people, organisation, sent, time_machine
):
    send()
    time_machine.move_to(timezone.now() + timedelta(days=20))
    client = signed_in(admin)
    assert "The link ended on" in client.get(people).content.decode()
    with sent() as messages:
        client.post(f"{people}invitations/{Invitation.objects.get().pk}/send/")
    colleague = confirmed(EMAIL)
    signed_in(colleague).post(link_in(messages[0]))
    assert is_member(colleague, organisation)


def test_an_invitation_that_was_taken_back_opens_nothing(send, admin, people, organisation):
    link = link_in(send()[1][0])
    client = signed_in(admin)
    for _click in range(2):
        client.post(f"{people}invitations/{Invitation.objects.get().pk}/revoke/")
    colleague = confirmed(EMAIL)
    assert signed_in(colleague).post(link).status_code == 410
    assert not is_member(colleague, organisation)
    client.get(people)
    assert "Invited, not yet accepted" not in client.get(people).content.decode()


def test_nobody_joins_an_archived_profile(send, organisation):
    link = link_in(send()[1][0])
    type(organisation).objects.update(standing=Standing.ARCHIVED)
    colleague = confirmed(EMAIL)
    assert signed_in(colleague).post(link).status_code == 410


def test_a_contributor_who_is_invited_as_administrator_becomes_one(organisation, admin, sent):
    colleague = confirmed(EMAIL)
    Membership.objects.create(user=colleague, organisation=organisation, role="contributor")
    with sent() as messages:
        invite(organisation=organisation, email=EMAIL, role="administrator", by=admin)
    signed_in(colleague).post(link_in(messages[0]))
    assert is_member(colleague, organisation, "administrator")


@pytest.mark.parametrize(("email", "words"), [("", "Write the e-mail address"), ("nobody", "like name@example.org")])
def test_a_faulty_address_is_refused_and_kept(send, email, words):
    page, messages = send(email=email)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert messages == []


def test_the_address_of_a_member_is_refused(send):
    page, messages = send(email="ADMIN@example.org")
    assert "the address of a member" in page.content.decode()
    assert messages == []


@pytest.mark.parametrize("role", ["contributor", "stranger"])
def test_only_administrators_invite_send_again_and_take_back(organisation, admin, people, send, role):
    send()
    pk = Invitation.objects.get().pk
    other = confirmed("other@example.org")
    if role == "contributor":
        Membership.objects.create(user=other, organisation=organisation)
    client = signed_in(other)
    paths = [f"{people}invite/", f"{people}invitations/{pk}/send/", f"{people}invitations/{pk}/revoke/"]
    assert [client.post(path, {"email": "x@example.org"}).status_code for path in paths] == [403, 403, 403]
    assert Invitation.objects.get().revoked_at is None


def test_an_invitation_is_changed_under_its_own_organisation_alone(send):
    send()
    elsewhere = ClusterOrganisationFactory()
    other = make_member(elsewhere, "other@example.org")
    path = f"/account/organisations/{elsewhere.pk}/people/invitations/{Invitation.objects.get().pk}/revoke/"
    assert signed_in(other).post(path).status_code == 404


def test_one_person_sends_so_many_invitations_an_hour(organisation, admin, send):
    for number in range(MOST_IN_AN_HOUR):
        invite(organisation=organisation, email=f"person{number}@example.org", role="contributor", by=admin)
    with pytest.raises(TooManyInvitations):
        invite(organisation=organisation, email="one-more@example.org", role="contributor", by=admin)
    page, messages = send(email="one-more@example.org")
    assert page.status_code == 429
    assert "one-more@example.org" in page.content.decode()
    assert messages == []


def test_a_name_of_several_lines_makes_no_paragraphs_of_its_own(organisation, admin, sent):
    type(organisation).objects.update(name="Example\n\nhttps://example.com/\n\nCluster")
    organisation.refresh_from_db()
    with sent() as messages:
        invite(organisation=organisation, email=EMAIL, role="contributor", by=admin)
    lines = [line for line in messages[0].body.splitlines() if line.startswith("http")]
    assert len(lines) == 1


def register(client: Client, link: str, email: str = EMAIL):
    """Register through the link of the page; the mail that confirms the address."""
    [way] = re.findall(r'href="(/account/signup/[^"]+)"', client.get(link).content.decode())
    onwards = parse_qs(urlsplit(way).query)["next"][0]
    form = {"email": email, "password1": "correct-horse-battery", "password2": "correct-horse-battery"}
    mail.outbox.clear()
    client.post(way, form | {"next": onwards})
    return mail.outbox[0]


def test_who_has_no_account_registers_on_the_way_and_arrives_at_the_invitation(send, organisation, client: Client):
    link = link_in(send()[1][0])
    answer = client.post(link_in(register(client, link)))
    assert answer["Location"] == link
    client.post(link)
    assert is_member(User.objects.get(email=EMAIL), organisation)


def test_who_registers_under_another_address_is_told_to_use_the_invited_one(send, organisation, client: Client):
    link = link_in(send()[1][0])
    client.post(link_in(register(client, link, "private@example.org")))
    assert "for another address" in client.post(link).content.decode()
    assert not is_member(User.objects.get(email="private@example.org"), organisation)


def test_the_invited_read_who_invites_them_also_where_the_account_has_no_name(send, admin):
    assert "An administrator of the organisation invites you" in send()[1][0].body
    type(admin).objects.filter(pk=admin.pk).update(first_name="Ada", last_name="Lovelace")
    assert "Ada Lovelace invites you" in send()[1][0].body
