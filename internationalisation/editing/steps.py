"""The steps in which a profile is written, and the fields and lists of each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.registry.models import Activity, Certificate, ContactPerson, Partner
from portal.registry.models.profile_rows import ProfileRow

CHECK = "check"
TEXTS = frozenset({"description", "strategy", "objectives"})  # written in the language of the texts
LISTS: dict[str, type[ProfileRow]] = {
    "partners": Partner,
    "certificates": Certificate,
    "activities": Activity,
    "contacts": ContactPerson,
}
LIST_TITLES: dict[str, Promise] = {
    "partners": _("International partners"),
    "certificates": _("Certificates and labels"),
    "activities": _("Networks, projects, success stories and publications"),
    "contacts": _("Contact persons"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form: names of model fields, and of lists of rows."""

    key: str
    title: Promise
    lead: Promise
    fields: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.fields + self.lists


STEPS = (
    Step(
        "basics", _("Basics"), _("What the organisation is called, and how it is reached."),
        (
            "name", "acronym", "kind", "legal_form", "year_founded", "website", "logo", "languages", "phone", "email",
            "social_links",
        ),
    ),
    Step(
        "place", _("Place"), _("Where the organisation sits. The region decides where it is found."),
        ("country", "region_code", "region_name", "address", "postcode", "city", "longitude", "latitude"),
    ),
    Step(
        "about", _("What it is about"), _("What the cluster does, in which industries, with which technologies."),
        ("text_language", "description", "strategy", "objectives", "groups", "technologies", "priorities"),
    ),
    Step(
        "members", _("Members and means"), _("Who belongs to the cluster, and what its management works with."),
        (
            "members_sme", "members_large", "members_research", "members_public", "members_other", "members_total",
            "members_as_of", "is_open_to_members", "staff_fte", "budget_class", "private_share_percent",
            "is_in_national_programme", "national_programme",
        ),
    ),
    Step(
        "services", _("Services and partners"), _("What it offers its members, and where abroad it looks."),
        ("services", "countries_of_interest"), ("partners",),
    ),
    Step(
        "evidence", _("Labels and results"), _("What shows how the cluster works: labels, projects, publications."),
        (), ("certificates", "activities"),
    ),
    Step(
        "contacts", _("Contact persons"), _("Who answers questions. Only those who agreed are shown to everybody."),
        (), ("contacts",),
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
NAMES = tuple(name for step in STEPS for name in step.names)


def step_of(name: str) -> Step:
    """The step on which a field or list is written."""
    return next(step for step in STEPS if name in step.names)
