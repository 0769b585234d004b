"""Organisations with everything a page can show, in the smallest world that has figures beside them."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from portal.registry.models import Activity, Certificate, ClusterOrganisation, ContactPerson, Country, Partner
from portal.registry.models.organisation import HIDDEN_AFTER, STALE_AFTER
from tests.registry.factories import ClusterOrganisationFactory, CountryFactory

SECRETS = ("inbox@example.org", "hidden@example.org", "+49 30 1", "Private Person")


def germany() -> Country:
    return CountryFactory(code="DE", name="Germany")


def make_full(**fields: object) -> ClusterOrganisation:
    """Published, in Oberbayern, with every list; one contact person did not agree."""
    values = {
        "name": "Mobility Cluster", "acronym": "MC", "country": germany(), "region_code": "DE212", "city": "München",
        "postcode": "80331", "address": "1 Example Street", "longitude": 11.57, "latitude": 48.14,
        "website": "https://www.example.org/", "phone": "+49 89 1", "email": "inbox@example.org",
        "social_links": ["https://social.example.org/mc"], "languages": ["de", "en"], "text_language": "de",
        "description": "Firmen und Forschung.", "strategy": "Wachsen.", "objectives": "Zehn Projekte.",
        "groups": ["nace:C29", "nace:G47"], "technologies": ["robotics"], "priorities": ["Mobility"],
        "services": ["training", "missions", "testing"], "countries_of_interest": ["JP"],
        "members_sme": 80, "members_large": 20, "members_research": 15, "members_public": 5, "members_other": 0,
        "members_as_of": date(2026, 3, 1), "staff_fte": 4, "year_founded": 2008, "budget_class": "150-500",
    }  # fmt: skip
    organisation: ClusterOrganisation = ClusterOrganisationFactory(**{**values, **fields})
    _add_lists(organisation)
    return organisation


def _add_lists(organisation: ClusterOrganisation) -> None:
    Partner.objects.create(organisation=organisation, name="Nagoya Cars", country="JP")
    Activity.objects.create(organisation=organisation, kind="project", title="Quiet wheels", year=2025)
    valid = {"label": "gold", "issuer": "Issuer", "valid_to": date(2030, 1, 1)}
    Certificate.objects.create(organisation=organisation, **valid)
    expired = {"label": "iso-9001", "issuer": "Issuer", "valid_to": date(2020, 1, 1)}
    Certificate.objects.create(organisation=organisation, **expired)
    shown = {"name": "Open Person", "email": "open@example.org", "has_agreed": True}
    ContactPerson.objects.create(organisation=organisation, **shown)
    hidden = {"name": "Private Person", "email": "hidden@example.org", "phone": "+49 30 1"}
    ContactPerson.objects.create(organisation=organisation, **hidden)


def stale() -> date:
    return localdate() - STALE_AFTER - timedelta(days=1)


def hidden() -> date:
    return localdate() - HIDDEN_AFTER - timedelta(days=1)
