"""Which criteria a cluster organisation must meet to be listed as established, and what is still to do.

An organisation that does not meet them yet is shown too, marked as emerging.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext

from portal.registry.models.organisation import ClusterOrganisation

LEAST_STAFF_FTE = Decimal("0.5")
LEAST_MEMBERS = 15
LEAST_KINDS = 2


class Answer(StrEnum):
    MET = "met"
    NOT_YET = "not-yet"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`step` is the step of the form where the answer is given; `next_step` says what to do, empty where met."""

    key: str
    title: str
    answer: Answer
    step: str
    next_step: str = ""


def criteria_of(organisation: ClusterOrganisation) -> tuple[Criterion, ...]:
    """The three criteria in order. All are waived for an organisation that a national programme supports."""
    return (
        _criterion(
            organisation, "staff", "members", gettext("Management of at least 0.5 full-time equivalents"),
            is_met=(organisation.staff_fte or 0) >= LEAST_STAFF_FTE,
            next_step=gettext("Name the management staff: at least 0.5 full-time equivalents."),
        ),
        _criterion(
            organisation, "members", "members", gettext("At least 15 members of at least two kinds"),
            is_met=(organisation.members_total or 0) >= LEAST_MEMBERS and _kinds(organisation) >= LEAST_KINDS,
            next_step=gettext("Give the members by kind: at least 15 in all, of at least two kinds."),
        ),
        _criterion(
            organisation, "website", "basics", gettext("An active website"),
            is_met=bool(organisation.website),
            next_step=gettext("Give the address of the website."),
        ),
    )  # fmt: skip


def is_established(organisation: ClusterOrganisation) -> bool:
    return all(criterion.answer != Answer.NOT_YET for criterion in criteria_of(organisation))


def _kinds(organisation: ClusterOrganisation) -> int:
    return sum(
        bool(number)
        for number in (
            organisation.members_sme,
            organisation.members_large,
            organisation.members_research,
            organisation.members_public,
            organisation.members_other,
        )
    )


def _criterion(
    organisation: ClusterOrganisation, key: str, step: str, title: str, *, is_met: bool, next_step: str
) -> Criterion:
    if is_met:
        return Criterion(key, title, Answer.MET, step)
    if organisation.is_in_national_programme:
        return Criterion(key, title, Answer.WAIVED, step)
    return Criterion(key, title, Answer.NOT_YET, step, next_step)
