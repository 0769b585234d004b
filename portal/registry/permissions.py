"""Who may see, edit and decide about cluster organisations: pairs that raise with a reason, or answer yes or no.

All rules ask one `Rights` object, read once a request with `rights_of`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.utils.translation import gettext

from portal.registry.models import ClusterOrganisation, Membership, NationalContact, Standing

MODERATE = "registry.publish_clusterorganisation"
ADMINISTRATOR = Membership.Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with organisations. `roles`: by organisation; `countries`: as national contact."""

    user_pk: int | None = None
    is_moderator: bool = False
    roles: Mapping[int, str] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()


NOBODY = Rights()


def rights_of(user: Any) -> Rights:
    """The rights of a user, remembered on the user object. 1 query beside those of Django's own permissions."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if not hasattr(user, "registry_rights"):
        user.registry_rights = _read(user)
    rights: Rights = user.registry_rights
    return rights


def _read(user: Any) -> Rights:
    roles = Membership.objects.filter(user=user).values_list("organisation_id", "role", Value(""))
    countries = NationalContact.objects.filter(user=user).values_list(Value(0), Value(""), "country_id")
    rows = list(roles.union(countries, all=True))
    return Rights(
        user_pk=user.pk,
        is_moderator=user.has_perm(MODERATE),
        roles={pk: role for pk, role, _country in rows if pk},
        countries=frozenset(country for _pk, _role, country in rows if country),
    )


def check_can_see(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Everybody sees a public profile; one that is not, its members and those who decide about it."""
    if not (organisation.is_public or organisation.pk in rights.roles or _is_reviewer(rights, organisation)):
        raise PermissionDenied(gettext("This profile is not public."))


def can_see(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_see, rights, organisation)


def check_can_edit(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Contributors and administrators of the organisation, unless it is archived or merged."""
    if organisation.pk not in rights.roles:
        raise PermissionDenied(gettext("Only members of the organisation edit its profile: ask one to invite you."))
    if organisation.standing in (Standing.ARCHIVED, Standing.MERGED):
        raise PermissionDenied(gettext("The profile is archived or merged: it is kept, but no longer edited."))


def can_edit(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_edit, rights, organisation)


def check_can_administer(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Administrators of the organisation: they invite, change roles, hand over, submit and confirm."""
    check_can_edit(rights, organisation)
    if rights.roles[organisation.pk] != ADMINISTRATOR:
        raise PermissionDenied(gettext("Only administrators of the organisation do this: ask one of them."))


def can_administer(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_administer, rights, organisation)


def check_can_follow(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Members read the history and the talk with the reviewers, also of an archived profile; so do the reviewers."""
    if not (organisation.pk in rights.roles or _is_reviewer(rights, organisation)):
        raise PermissionDenied(gettext("Only members of the organisation and those who review it see this."))


def can_follow(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_follow, rights, organisation)


def check_can_review(rights: Rights, organisation: ClusterOrganisation) -> None:
    """Moderators, and national contacts for organisations of their country; nobody decides about one's own."""
    if not _is_reviewer(rights, organisation):
        raise PermissionDenied(gettext("Moderators and the national contact of the country decide about profiles."))
    if organisation.pk in rights.roles:
        raise PermissionDenied(gettext("You are a member of this organisation: somebody else decides about it."))


def can_review(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return _is_allowed(check_can_review, rights, organisation)


def check_can_review_any(rights: Rights) -> None:
    """Moderators and national contacts have a list of what waits for them."""
    if not (rights.is_moderator or rights.countries):
        raise PermissionDenied(gettext("Moderators and national contacts review profiles."))


def can_review_any(rights: Rights) -> bool:
    return _is_allowed(check_can_review_any, rights)


def check_can_govern(rights: Rights) -> None:
    """Moderators alone suspend, archive and merge profiles, and name national contacts."""
    if not rights.is_moderator:
        raise PermissionDenied(gettext("Only moderators do this."))


def can_govern(rights: Rights) -> bool:
    return _is_allowed(check_can_govern, rights)


def check_can_import(rights: Rights) -> None:
    """Moderators import files of organisations, national contacts those of their countries."""
    if not (rights.is_moderator or rights.countries):
        raise PermissionDenied(gettext("Moderators and national contacts import organisations from files."))


def can_import(rights: Rights) -> bool:
    return _is_allowed(check_can_import, rights)


def _is_reviewer(rights: Rights, organisation: ClusterOrganisation) -> bool:
    return rights.is_moderator or organisation.country_id in rights.countries


def _is_allowed(check: Any, *arguments: Any) -> bool:
    try:
        check(*arguments)
    except PermissionDenied:
        return False
    return True
