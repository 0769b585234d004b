"""Who is told by mail."""

from django.db.models import Q

from portal.accounts.models import User
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.permissions import MODERATE


def administrators_of(organisation: ClusterOrganisation) -> list[User]:
    """1 query."""
    administers = Q(memberships__organisation=organisation, memberships__role=Membership.Role.ADMINISTRATOR)
    return list(User.objects.filter(administers, is_active=True).order_by("pk"))


def reviewers_of(organisation: ClusterOrganisation) -> list[User]:
    """National contacts of the country and moderators, without members of the organisation. 1 query."""
    app_label, codename = MODERATE.split(".")
    may = {"content_type__app_label": app_label, "codename": codename}
    moderates = Q(is_superuser=True) | _having("groups__permissions__", may) | _having("user_permissions__", may)
    reviews = moderates | Q(national_contacts__country=organisation.country_id)
    others = User.objects.exclude(memberships__organisation=organisation)
    return list(others.filter(reviews, is_active=True).distinct().order_by("pk"))


def _having(way: str, permission: dict[str, str]) -> Q:
    return Q(**{f"{way}{name}": value for name, value in permission.items()})
