"""The directory as files: one row an organisation, in the order of the page, never a person and never a draft."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from math import isnan, nan

from django.conf import settings

from internationalisation.directory.choices import Choices
from internationalisation.directory.codes import EMERGING, ESTABLISHED
from internationalisation.directory.facets import place_name
from internationalisation.directory.queries.results import Found, list_organisations
from portal.core.page import Dataset
from portal.registry.models import ClusterOrganisation, Standing

CHUNK = 1000
SEPARATOR = ";"
COLUMNS = (
    "id", "name", "acronym", "kind", "status", "country", "region", "region_name", "town", "postcode", "address",
    "website", "profile", "languages", "legal_form", "year_founded", "industry_groups", "technologies", "services",
    "countries_of_interest", "labels", "members_total", "members_sme", "members_large", "members_research",
    "members_public", "members_other", "members_as_of", "size_class", "is_open_to_members", "longitude", "latitude",
    "position", "confirmed_on", "is_stale", "distance_km", "as_of", "demonstration",
)  # fmt: skip
OWN, REGION = "organisation", "region"


def file_name(choices: Choices) -> str:
    """`cluster-organisations-DE-quantum`: what was chosen, as far as it fits into a name."""
    values = [value.replace(":", "-") for _name, values in choices.facets for value in values]
    ends = ["demonstration"] if choices.demonstration else []
    return "-".join(["cluster-organisations", *values, *ends])[:100].rstrip("-")


def directory_dataset(found: Found, today: date) -> Dataset:
    """1 query for 1,000 rows, asked as they are written."""
    return Dataset(
        name="cluster-organisations",
        columns=COLUMNS,
        rows=(row for _position, row in _rows(found, today)),
        notes=notes_of(found, today),
    )


def notes_of(found: Found, today: date) -> tuple[str, ...]:
    """Where it comes from and how to read it; in English, as the columns are."""
    kind = "Demonstration organisations: invented, not real." if found.shown.is_sample else ""
    return tuple(
        filter(
            None,
            (
                kind,
                f"Source: {settings.PORTAL_NAME}, directory of cluster organisations, as of {today.isoformat()}.",
                "What organisations say of themselves; confirmed_on is the day on which they last confirmed it.",
                "position: organisation = its own; region = the middle of its region.",
            ),
        )
    )


def _rows(found: Found, today: date) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Positions in the catalogue and their rows."""
    for start in range(0, found.total, CHUNK):
        positions = found.positions[start : start + CHUNK]
        keys = found.keys(positions)
        by_key = dict(zip(keys, positions.tolist(), strict=True))
        for organisation in list_organisations(keys):
            position = by_key[organisation.pk]
            yield position, _row(organisation, found, position, today)


def _row(one: ClusterOrganisation, found: Found, position: int, today: date) -> tuple[object, ...]:
    columns = found.catalogue.columns
    longitude, latitude = (float(side[position]) for side in (columns.longitude, columns.latitude))
    has_position = not isnan(longitude)
    kilometres = nan if found.distances is None else float(found.distances[position])
    distance = None if isnan(kilometres) else round(kilometres)
    return (
        one.pk, one.name, one.acronym, one.kind, EMERGING if one.standing == Standing.EMERGING else ESTABLISHED,
        one.country_id, one.region_code, place_name(one.region_code) if one.region_code else one.region_name,
        one.city, one.postcode, one.address, one.website, _absolute(one.get_absolute_url()), _joined(one.languages),
        one.legal_form, one.year_founded, _joined(one.groups), _joined(one.technologies), _joined(one.services),
        _joined(one.countries_of_interest), _joined(one.labels), one.members_total, one.members_sme,
        one.members_large, one.members_research, one.members_public, one.members_other, one.members_as_of,
        one.size_class, int(one.is_open_to_members), round(longitude, 5), round(latitude, 5),
        (OWN if columns.is_exact[position] else REGION) if has_position else "",
        one.confirmed_on, int(one.is_stale(today)), distance, today, int(one.is_demonstration),
    )  # fmt: skip


def _joined(codes: Sequence[str]) -> str:
    return SEPARATOR.join(codes)


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def geojson_lines(found: Found, today: date) -> Iterator[str]:
    """A feature collection, a feature a line: what has a position of its own or that of its region."""
    head = {"type": "FeatureCollection", "name": "cluster-organisations", "notes": notes_of(found, today)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    separator = ""
    for _position, row in _rows(found, today):
        properties = {name: _json_value(value) for name, value in zip(COLUMNS, row, strict=True)}
        position = [properties.pop("longitude"), properties.pop("latitude")]
        if properties["position"]:
            geometry = {"type": "Point", "coordinates": position}
            feature = {"type": "Feature", "id": row[0], "geometry": geometry, "properties": properties}
            yield separator + json.dumps(feature, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def _json_value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
