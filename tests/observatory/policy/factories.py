"""Entries on cluster policy, as small as they may be."""

import json
from typing import Any

from wagtail.models import Locale

from observatory.models import CountryPolicy


def make_policy(country: str, language: str = "en", **fields: Any) -> CountryPolicy:
    """A live entry; `programmes`, `bodies` and `strategies` are lists of the values of their blocks."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    kinds = {"programmes": "programme", "bodies": "body", "strategies": "strategy"}
    streams = {
        name: json.dumps([{"type": kind, "value": value} for value in fields.pop(name)])
        for name, kind in kinds.items()
        if name in fields
    }
    return CountryPolicy.objects.create(country_id=country, locale=locale, **streams, **fields)


def programme(**fields: Any) -> dict[str, Any]:
    return {
        "name": "A programme", "text": "", "first_year": None, "last_year": None, "budget": None, "unit": "",
        "source": "https://example.org/source", **fields,
    }  # fmt: skip
