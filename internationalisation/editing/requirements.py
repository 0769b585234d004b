"""What a profile must say before it can be submitted. The country decides: one table, no query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from internationalisation.editing.steps import step_of
from portal.registry.models import ClusterOrganisation, Country


@dataclass(frozen=True, slots=True)
class Missing:
    """`step` and `field` say where it is written, `text` what to do."""

    step: str
    field: str
    text: str


Applies = Callable[[ClusterOrganisation], bool]


def _always(_organisation: ClusterOrganisation) -> bool:
    return True


def in_union(organisation: ClusterOrganisation) -> bool:
    return bool(organisation.country.membership == Country.Membership.EU27)


def has_nuts(organisation: ClusterOrganisation) -> bool:
    """Whether the country's regions have codes: those of the Union, EFTA and candidate countries."""
    return bool(organisation.country.is_european)


def _has_names_only(organisation: ClusterOrganisation) -> bool:
    return not has_nuts(organisation)


def _is_in_programme(organisation: ClusterOrganisation) -> bool:
    return organisation.is_in_national_programme


REQUIRED: tuple[tuple[str, Applies, Promise], ...] = (
    ("name", _always, _("Give the name of the organisation.")),
    ("email", _always, _("Give the e-mail address that messages go to. It is not shown.")),
    ("region_code", has_nuts, _("Choose the region: the postcode or a click on the map suggests it.")),
    ("region_name", _has_names_only, _("Name the region, province or state.")),
    ("postcode", in_union, _("Give the postcode.")),
    ("city", _always, _("Name the town.")),
    ("description", _always, _("Describe the organisation.")),
    ("groups", _always, _("Choose at least one industry group.")),
    ("members_total", _always, _("Say how many members it has.")),
    ("members_as_of", _always, _("Say of which day the number of members is.")),
    ("national_programme", _is_in_programme, _("Name the national programme.")),
)


def is_required(name: str, organisation: ClusterOrganisation) -> bool:
    """Whether the field must be filled in before the profile of this country can be submitted."""
    return any(field == name and applies(organisation) for field, applies, _text in REQUIRED)


def missing(organisation: ClusterOrganisation) -> tuple[Missing, ...]:
    """What is still to be written before the profile can be submitted, in the order of the steps."""
    return tuple(
        Missing(step_of(field).key, field, str(text))
        for field, applies, text in REQUIRED
        if applies(organisation) and getattr(organisation, field) in ("", None, [])
    )
