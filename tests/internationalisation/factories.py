"""Organisations with their people, as tests need them."""

from portal.accounts.models import User
from portal.registry.models import ClusterOrganisation, Membership, NationalContact
from tests.registry.factories import ClusterOrganisationFactory


def make_user(email: str = "manager@example.org") -> User:
    user: User = User.objects.create_user(email, "a-password-of-a-test")
    return user


def make_member(
    organisation: ClusterOrganisation, email: str = "manager@example.org", role: str = "administrator"
) -> User:
    """A new account that is a member of the organisation."""
    user = make_user(email)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def make_contact(country_code: str, email: str = "contact@example.org") -> User:
    """A new account that is the national contact of a country."""
    user = make_user(email)
    NationalContact.objects.create(user=user, country_id=country_code)
    return user


def make_draft(**fields: object) -> ClusterOrganisation:
    """A profile that never was published."""
    organisation: ClusterOrganisation = ClusterOrganisationFactory(live=False, **fields)
    return organisation
