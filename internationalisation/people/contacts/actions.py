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
        values = {"country": country.local_name}
        text = _("You are now a national contact of the portal. You review cluster organisations of: %(country)s.")
        tell([person], _("You are a national contact"), text % values, whole_address("review"))
    return contact


@transaction.atomic
def end_contact(*, contact: NationalContact, by: Any) -> None:
    """What they decided stays. Raises PermissionDenied."""
    check_can_govern(rights_of(by))
    contact.delete()
    text = _("You are no longer a national contact of the portal for: %(country)s.")
    title = _("You are no longer a national contact")
    tell([contact.user], title, text % {"country": contact.country.local_name})
