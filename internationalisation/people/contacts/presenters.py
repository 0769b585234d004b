"""National contacts and the organisations of their countries, as moderators and contacts see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internationalisation.review.states import state_of
from portal.core import formatting
from portal.core.page import Cell, Column, Table
from portal.registry.models import ClusterOrganisation, NationalContact
from portal.registry.reference import reference


@dataclass(frozen=True, slots=True)
class ContactRow:
    country: str
    name: str
    email: str
    end_url: str


def present_contacts(contacts: Iterable[NationalContact]) -> tuple[ContactRow, ...]:
    return tuple(
        ContactRow(
            country=contact.country.local_name,
            name=contact.user.get_full_name(),
            email=contact.user.email,
            end_url=reverse("internationalisation:national-contact-end", args=[contact.pk]),
        )
        for contact in contacts
    )


def present_organisations(rows: Iterable[ClusterOrganisation], administrators: Mapping[int, int], today: date) -> Table:
    """Rows with their workflow; no query."""
    countries = {country.code: country.local_name for country in reference().countries}
    return Table(
        caption=_("Organisations that you review"),
        columns=(
            Column("name", _("Organisation")),
            Column("country", _("Country")),
            Column("town", _("Town")),
            Column("state", _("State")),
            Column("confirmed", _("Confirmed on")),
            Column("administrators", _("Administrators"), is_numeric=True),
        ),
        rows=tuple(_row(row, countries, administrators, today) for row in rows),
        empty=_("There are no organisations with these choices."),
    )


def _row(
    row: ClusterOrganisation, countries: Mapping[str, str], administrators: Mapping[int, int], today: date
) -> tuple[Cell, ...]:
    stale = _("Long ago: the profile is marked, and hidden after 18 months without a confirmation.")
    return (
        Cell(row.name, reverse("internationalisation:review-item", args=[row.pk])),
        Cell(countries.get(row.country_id, row.country_id)),
        Cell(row.city),
        Cell(state_of(row).label),
        Cell(formatting.day(row.confirmed_on), note=stale if row.is_stale(today) else ""),
        Cell(formatting.number(administrators.get(row.pk, 0))),
    )


def count_words(number: int) -> str:
    return ngettext("%(number)s organisation", "%(number)s organisations", number) % {
        "number": formatting.number(number)
    }
