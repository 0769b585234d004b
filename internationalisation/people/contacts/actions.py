"""Moderators name national contacts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from internationalisation.people.mails import tell, whole_address
from portal.registry.models import Country, NationalContact
from portal.registry.permissions import check_can_govern, rights_of


@transaction.atomic
def name_contact(*, person: Any, country: Country, by: Any) -> NationalContact:
    """Let somebody decide about the organisations of a country. Again changes nothing. Raises PermissionDenied."""
    check_can_govern(rights_of(by))
    contact, is_new = NationalContact.objects.get_or_create(user=person, country=country)
    if is_new:
        tell([person], lambda: _words_of_begin(country))
    return contact


def _words_of_begin(country: Country) -> tuple[str, ...]:
    text = _("You are now a national contact of the portal. You review cluster organisations of: %(country)s.")
    return _("You are a national contact"), text % {"country": country.local_name}, whole_address("review")


@transaction.atomic
def end_contact(*, contact: NationalContact, by: Any) -> None:
    """What they decided stays. Raises PermissionDenied."""
    check_can_govern(rights_of(by))
    contact.delete()
    tell([contact.user], lambda: _words_of_end(contact.country))


def _words_of_end(country: Country) -> tuple[str, ...]:
    text = _("You are no longer a national contact of the portal for: %(country)s.")
    return _("You are no longer a national contact"), text % {"country": country.local_name}
