"""A profile that lacks nothing, with its managers and reviewers."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client

from internationalisation.review.actions.talk import submit
from internationalisation.review.drafts import mark_of
from portal.accounts.models import User
from portal.registry.models import ClusterOrganisation
from tests.internationalisation.factories import make_contact, make_member, make_user
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

COMPLETE: dict[str, Any] = {
    "email": "office@example.org",
    "region_code": "DE212",
    "postcode": "80331",
    "city": "Munich",
    "description": "It brings makers of pumps together.",
    "groups": ["nace:C28"],
    "members_sme": 20,
    "members_large": 2,
    "members_research": 3,
    "members_public": 0,
    "members_other": 0,
    "members_as_of": date(2026, 6, 30),
    "staff_fte": 2,
    "website": "https://pumps.example.org",
}


def make_profile(**fields: Any) -> ClusterOrganisation:
    """A draft that could be submitted; `live=True` makes it public."""
    country = fields.pop("country", None) or CountryFactory(code="DE")
    values = {"name": "Pumps of Munich", "live": False, **COMPLETE, **fields}
    organisation: ClusterOrganisation = ClusterOrganisationFactory(country=country, **values)
    revision = organisation.save_revision(clean=False, changed=not organisation.live)
    if organisation.live:
        ClusterOrganisation.objects.filter(pk=organisation.pk).update(live_revision=revision)
    return fresh(organisation)


def make_moderator(email: str = "moderator@example.org") -> User:
    user = make_user(email)
    user.user_permissions.add(
        Permission.objects.get(codename="publish_clusterorganisation"),
        Permission.objects.get(codename="change_clusterorganisation"),
        Permission.objects.get(codename="access_admin"),
    )
    return User.objects.get(pk=user.pk)


def make_waiting(**fields: Any) -> tuple[ClusterOrganisation, User]:
    """A submitted profile and its administrator."""
    organisation = make_profile(**fields)
    manager = make_member(organisation, f"manager{organisation.pk}@example.org")
    submit(organisation_pk=organisation.pk, user=manager)
    mail.outbox.clear()
    return fresh(organisation), manager


def write_draft(organisation: ClusterOrganisation, **values: Any) -> ClusterOrganisation:
    """As the form does: a new revision behind the public profile."""
    draft = fresh(organisation).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    return fresh(organisation)


def fresh(organisation: ClusterOrganisation) -> ClusterOrganisation:
    return ClusterOrganisation.objects.get(pk=organisation.pk)


def mark(organisation: ClusterOrganisation) -> str:
    return mark_of(fresh(organisation))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def outbox() -> list[tuple[str, str]]:
    """Recipient and subject of each mail, in order of recipients."""
    return sorted((message.to[0], message.subject.partition(": ")[2]) for message in mail.outbox)


__all__ = ["make_contact", "make_member", "make_user"]
