"""Time zones that an event may have: every one of the IANA database, European ones first."""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

UTC = "UTC"
DEFAULT_ZONE = "Europe/Brussels"
# Places in Europe that the database files under an ocean or another continent.
ALSO_EUROPEAN = (
    "Africa/Ceuta",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "Asia/Famagusta",
    "Asia/Nicosia",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Faroe",
    "Atlantic/Madeira",
    "Atlantic/Reykjavik",
    "Indian/Mayotte",
    "Indian/Reunion",
)
AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Indian", "Pacific")


@cache
def european_zones() -> tuple[str, ...]:
    """Brussels and UTC first, then by name."""
    europe = {zone for zone in available_timezones() if zone.startswith("Europe/")}
    rest = sorted({*europe, *(set(ALSO_EUROPEAN) & available_timezones())} - {DEFAULT_ZONE})
    return (DEFAULT_ZONE, UTC, *rest)


@cache
def other_zones() -> tuple[str, ...]:
    """The rest of the world by name."""
    european = set(european_zones())
    return tuple(sorted(zone for zone in available_timezones() if _area(zone) in AREAS and zone not in european))


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of a select: Europe, then the other continents and oceans."""
    others = [(area, _options(zones)) for area, zones in groupby(other_zones(), key=_area)]
    return [(_("Europe"), _options(european_zones())), *others]


def is_zone(name: str) -> bool:
    return name in european_zones() or name in other_zones()


def validate_zone(name: str) -> None:
    """Raises ValidationError for a name that is no time zone."""
    if not is_zone(name):
        message = _("“%(zone)s” is not a time zone of the IANA database. Choose one of the list.")
        raise ValidationError(message % {"zone": name})


def _options(zones: Iterable[str]) -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in zones]


def _area(zone: str) -> str:
    return zone.partition("/")[0] if "/" in zone else ""
