"""Everybody reads of the same thing in their own language, whoever did it and in whatever language."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from internationalisation.models import Claim, Invitation
from internationalisation.people.claims.actions import confirm_claim, decline_claim, make_claim, object_to_claim
from internationalisation.people.contacts.actions import end_contact, name_contact
from internationalisation.people.invitations.actions import accept
from internationalisation.people.invitations.tokens import sum_of
from internationalisation.people.members.actions import change_role, remove_member
from internationalisation.people.reminders.actions import remind
from portal.accounts.models import User
from portal.core import languages
from portal.core.models import Language
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.factories import make_contact, make_member
from tests.internationalisation.people.worlds import confirmed, link_in
from tests.registry.factories import ClusterOrganisationFactory
from tests.worlds import shared

CONFIRMED = date(2026, 1, 1)


def build() -> ClusterOrganisation:
    """An organisation with a French and a German administrator and an English contributor."""
    organisation: ClusterOrganisation = ClusterOrganisationFactory(name="Example Cluster", confirmed_on=CONFIRMED)
    speaking("fr", make_member(organisation, "fr@example.org"))
    speaking("de", make_member(organisation, "de@example.org"))
    make_member(organisation, "en@example.org", "contributor")
    return organisation


world = shared(build)
pytestmark = pytest.mark.django_db


def speaking(language: str, user: User) -> User:
    user.language = language
    user.save(update_fields=["language"])
    return user


def person(language: str) -> User:
    return User.objects.get(email=f"{language}@example.org")


def letters(messages) -> dict[str, tuple[str, str]]:
    """Title and link of the mail to each address."""
    return {message.to[0]: (message.subject.partition(": ")[2], link_in(message)) for message in messages}


def claim_of(organisation, claimant: User) -> Claim:
    words = {"position": "Manager", "work_email": claimant.email, "evidence": "See the page."}
    return make_claim(organisation=organisation, claimant=claimant, values=words)


def invited(organisation, by: User) -> Invitation:
    expires = timezone.now() + timedelta(days=9)
    fields = {"email": "new@example.org", "language": "fr", "expires_at": expires, "token_sum": sum_of("secret")}
    return Invitation.objects.create(organisation=organisation, invited_by=by, **fields)


def test_a_french_administrator_and_a_german_colleague_read_of_a_decision_in_their_languages(world, sent):
    claim = claim_of(world, confirmed("en2@example.org"))
    with sent() as messages, override("es"):
        confirm_claim(claim=claim, by=make_contact("DE"))
    people = f"/account/organisations/{world.pk}/people/"
    assert letters(messages) == {
        "en2@example.org": ("You now keep the profile of Example Cluster", f"/account/organisations/{world.pk}/"),
        "fr@example.org": ("Un nouvel administrateur : Example Cluster", f"/fr{people}"),
        "de@example.org": ("Neu in der Administration: Example Cluster", f"/de{people}"),
    }
    assert '<html lang="de"' in next(one for one in messages if one.to == ["de@example.org"]).alternatives[0].content


def test_a_reminder_is_written_to_each_administrator_in_their_language_with_its_days(world, sent):
    with sent() as messages:
        remind(today=CONFIRMED + timedelta(days=365))
    overview = f"/account/organisations/{world.pk}/"
    assert letters(messages) == {
        "fr@example.org": ("Ce profil est-il encore à jour : Example Cluster ?", f"/fr{overview}"),
        "de@example.org": ("Ist dieses Profil noch aktuell: Example Cluster?", f"/de{overview}"),
    }
    assert [day in message.body for day, message in zip(("1 janvier 2026", "1. Januar 2026"), messages, strict=True)]


def test_a_language_that_was_closed_meanwhile_gives_way_to_the_default_one(world, sent):
    Language.objects.create(code="fr", state=Language.State.PREPARED, position=1)
    Language.objects.create(code="de", state=Language.State.OPEN, position=2)
    languages.forget()
    with sent() as messages:
        remind(today=CONFIRMED + timedelta(days=365))
    assert {address: link for address, (_title, link) in letters(messages).items()} == {
        "fr@example.org": f"/account/organisations/{world.pk}/",
        "de@example.org": f"/de/account/organisations/{world.pk}/",
    }


def test_who_asks_in_english_is_answered_in_english_by_a_german(world, sent):
    claim = claim_of(world, confirmed("claimant@example.org"))
    with sent() as messages, override("de"):
        decline_claim(claim=claim, by=make_contact("DE"), reason="Nein.")
    assert letters(messages) == {
        "claimant@example.org": ("Your claim was declined: Example Cluster", f"/account/claims/{claim.pk}/"),
    }


def test_an_objection_is_read_by_the_reviewer_in_their_language(world, sent):
    claim = claim_of(world, confirmed("claimant@example.org"))
    speaking("de", make_contact("DE"))
    with sent() as messages, override("fr"):
        object_to_claim(claim=claim, by=person("fr"), text="Non.")
    ((title, link),) = letters(messages).values()
    assert title == "Einspruch gegen einen Antrag: Example Cluster"
    assert link == f"/de/account/claims/{claim.pk}/"


def test_a_role_is_named_in_the_language_of_who_has_it_now(world, sent):
    membership = world.memberships.get(user=person("de"))
    with sent() as messages, override("fr"):
        change_role(organisation=world, member_pk=membership.pk, role="contributor", by=person("fr"))
    assert "Ihre Rolle hat sich geändert" in messages[0].subject
    assert "Mitwirkung" in messages[0].body


def test_who_is_removed_and_who_invited_read_it_in_their_languages(world, sent):
    invitation = invited(world, person("de"))
    with sent() as messages, override("es"):
        accept(invitation=invitation, user=confirmed("new@example.org"))
        remove_member(organisation=world, member_pk=world.memberships.get(user=person("de")).pk, by=person("fr"))
    assert [message.alternatives[0].content.count('<html lang="de"') for message in messages] == [1, 1]


def test_who_is_invited_in_french_registers_in_french(world):
    invited(world, person("fr"))
    html = Client().get("/fr/account/invitations/secret/").content.decode()
    assert "/fr/account/signup/?next=%2Ffr%2Faccount%2Finvitations%2Fsecret%2F" in html


def test_a_national_contact_reads_of_the_task_and_of_its_end_in_their_language(world, sent):
    moderator, contact = (
        confirmed("moderator@example.org", is_superuser=True),
        speaking("fr", confirmed("c@example.org")),
    )
    with sent() as messages, override("de"):
        named = name_contact(person=contact, country=world.country, by=moderator)
        end_contact(contact=named, by=moderator)
    assert [message.subject.partition(": ")[2] for message in messages] == [
        "Vous êtes contact national", "Vous n’êtes plus contact national",
    ]  # fmt: skip
    assert link_in(messages[0]) == "/fr/account/review/"
