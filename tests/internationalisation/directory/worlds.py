"""A small directory: two countries with regions, one outside Europe, two industry groups."""

from datetime import date

from django.http import QueryDict
from django.utils.timezone import localdate

from internationalisation.directory.choices import parse
from internationalisation.directory.queries.results import Found, find
from portal.registry.models import ClusterOrganisation, Country
from tests.registry.factories import (
    ClusterOrganisationFactory,
    CountryFactory,
    IndustryGroupFactory,
    RegionFactory,
)

MIDDLES = {"DE": (10.4, 51.1), "DE2": (11.4, 48.9), "DE212": (11.6, 48.1), "DE21": (11.9, 48.0), "DE3": (13.4, 52.5)}


def make_places() -> None:
    """Germany with parts of Bavaria and Berlin, Austria with one region, and the United States without any."""
    for code, name in (("DE", "Germany"), ("AT", "Austria")):
        CountryFactory(code=code, name=name)
    CountryFactory(code="US", name="United States", is_european=False, membership="other")
    names = {
        "DE": "Deutschland", "DE2": "Bayern", "DE21": "Oberbayern", "DE212": "München", "DE214": "Altötting",
        "DE3": "Berlin", "DE30": "Berlin", "DE300": "Berlin", "AT": "Österreich", "AT1": "Ostösterreich",
        "AT13": "Wien", "AT130": "Wien",
    }  # fmt: skip
    made = {}
    for code, name in names.items():
        longitude, latitude = MIDDLES.get(code, (None, None))
        made[code] = RegionFactory(
            code=code,
            version="2024",
            name_latin=name,
            parent=made.get(code[:-1]),
            longitude=longitude,
            latitude=latitude,
        )


def make_groups() -> None:
    IndustryGroupFactory(code="C29", name="Motor vehicles")
    IndustryGroupFactory(code="C10", name="Food")


def organisation(name: str, region: str = "DE212", **fields: object) -> ClusterOrganisation:
    """A published organisation in a region; `country` names one without regions."""
    country = fields.pop("country", "") or region[:2]
    made: ClusterOrganisation = ClusterOrganisationFactory(
        name=name, country=Country.everywhere.get(code=country), region_code="" if country == "US" else region, **fields
    )
    return made


def ask(query: str = "", today: date | None = None) -> Found:
    return find(parse(QueryDict(query)), today or localdate())


def names_of(found: Found) -> list[str]:
    """In the order of the result."""
    known = dict(ClusterOrganisation.objects.values_list("pk", "name"))
    return [known[key] for key in found.keys(found.positions)]
