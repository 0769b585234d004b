"""One demonstration organisation from its place and number: invented, and the same whenever it is made again."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils.text import slugify

from internationalisation.demonstration.places import Spot, words
from portal.registry.criteria import is_established
from portal.registry.models import Activity, Certificate, ClusterOrganisation, ContactPerson, Partner, Standing
from portal.registry.profile_codes import profile_codes

KINDS = tuple(ClusterOrganisation.Kind)
LANGUAGES = {"DE": "de", "FR": "fr", "ES": "es", "IT": "it", "PL": "pl", "NL": "nl", "PT": "pt", "SE": "sv", "FI": "fi"}
ELSEWHERE = ("US", "JP", "CA", "KR", "CH", "NO", "UK", "IN", "BR", "MA")


def make_organisation(spot: Spot, number: int, today: date) -> ClusterOrganisation:
    """Not saved yet; its lists hang on it."""
    chance = Random(number)  # noqa: S311 (invented examples, no secrets)
    text = words()
    name = chance.choice(text["names"]).format(place=spot.place, industry=spot.industry)[:200]
    organisation = ClusterOrganisation(
        **_place(spot, chance),
        **_texts(spot, chance),
        **_members(chance),
        name=name[:1].upper() + name[1:],
        kind=chance.choice(KINDS),
        legal_form=chance.choice(("Association", "Limited company", "Foundation", "")),
        year_founded=chance.randint(1995, today.year - 1),
        website=f"https://example.org/{slugify(name)[:60]}" if number % 11 else "",
        languages=sorted({"en", LANGUAGES.get(spot.country_code, "en")}),
        services=_some(chance, profile_codes().service, 3, 9),
        technologies=_some(chance, profile_codes().technology, 1, 5),
        countries_of_interest=sorted(chance.sample(ELSEWHERE, chance.randint(1, 4))),
        is_open_to_members=number % 5 != 0,
        is_demonstration=True,
        confirmed_on=today - timedelta(days=chance.randint(0, 420)),
        live=True,
    )
    _add_lists(organisation, spot, chance, today)
    organisation.derive()
    organisation.standing = Standing.ORDINARY if is_established(organisation) else Standing.EMERGING
    return organisation


def _place(spot: Spot, chance: Random) -> dict[str, Any]:
    return {
        "country_id": spot.country_code,
        "region_code": spot.region_code,
        "region_name": "" if spot.region_code else spot.place,
        "address": f"{chance.randint(1, 120)} Example Street",
        "postcode": spot.postcode,
        "city": spot.city[:100],
        "longitude": round(spot.longitude, 4),
        "latitude": round(spot.latitude, 4),
        "groups": [spot.group],
    }


def _texts(spot: Spot, chance: Random) -> dict[str, Any]:
    text = words()
    about = chance.choice(text["descriptions"]).format(place=spot.place, industry=spot.industry)
    return {
        "description": f"{text['notice']}\n\n{about}",
        "strategy": chance.choice(text["strategies"]),
        "objectives": chance.choice(text["objectives"]),
    }


def _members(chance: Random) -> dict[str, Any]:
    firms = chance.choice((7, 12, 18, 25, 40, 64, 90, 150, 280))
    return {
        "members_sme": firms,
        "members_large": firms // 10,
        "members_research": chance.randint(0, 8),
        "members_public": chance.randint(0, 5),
        "members_other": chance.randint(0, 3),
        "members_as_of": date(2026, chance.randint(1, 6), 1),
        "staff_fte": Decimal(chance.choice(("0.25", "0.5", "1.5", "3", "4.5", "8", "14"))),
        "budget_class": chance.choice(profile_codes().budget_class).code,
        "private_share_percent": chance.randrange(10, 95, 5),
        "is_in_national_programme": chance.random() < 1 / 6,
    }


def _some(chance: Random, entries: tuple[Any, ...], least: int, most: int) -> list[str]:
    chosen = {entry.code for entry in chance.sample(entries, chance.randint(least, most))}
    return [entry.code for entry in entries if entry.code in chosen]


def _add_lists(organisation: ClusterOrganisation, spot: Spot, chance: Random, today: date) -> None:
    text, kinds = words(), Activity.Kind
    titles = ((kinds.NETWORK, "networks"), (kinds.PROJECT, "projects"), (kinds.STORY, "stories"))
    organisation.activities = [
        Activity(kind=kind, title=chance.choice(text[key]).format(industry=spot.industry)[:200], year=today.year - 1)
        for kind, key in titles
        if chance.random() < 2 / 3
    ]
    organisation.partners = [
        Partner(name=name, country=chance.choice(ELSEWHERE)) for name in chance.sample(text["partners"], 2)
    ]
    if chance.random() < 1 / 3:
        label = chance.choice(("bronze", "silver", "gold", "national"))
        organisation.certificates = [
            Certificate(label=label, issuer="Example issuer", valid_from=date(2025, 1, 1), valid_to=date(2027, 12, 31))
        ]
    organisation.contacts = [ContactPerson(name="Example person", position="Cluster manager", has_agreed=True)]
