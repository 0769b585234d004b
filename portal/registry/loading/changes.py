"""The project's table of changes between NUTS versions into the database."""

import csv
from collections.abc import Iterable, Mapping

from portal.registry.loading.countries import DATA
from portal.registry.loading.histories import Change
from portal.registry.models import RegionChange
from portal.registry.territory import DEEPEST_LEVEL, ChangeRow, Conversions

CHANGES_FILE = DATA / "region_changes.csv"


def read_changes() -> list[Change]:
    """Lines of the project's table."""
    with CHANGES_FILE.open(encoding="utf-8", newline="") as lines:
        return [Change(**row) for row in csv.DictReader(lines)]


def declared_conversions(codes: Mapping[str, Iterable[str]]) -> Conversions:
    """Conversions of the table between the regions of each version, before they stand in the database."""
    rows = [
        ChangeRow(change.from_version, change.to_version, change.old_code, change.new_code, change.kind)
        for change in read_changes()
    ]
    kept = {
        version: frozenset(code for code in some if len(code) - 2 <= DEEPEST_LEVEL) for version, some in codes.items()
    }
    return Conversions(rows, kept)


def load_changes() -> str:
    """Replace the changes by those of the table."""
    RegionChange.objects.all().delete()
    changes = [
        RegionChange(
            from_version=change.from_version,
            to_version=change.to_version,
            old_code=change.old_code,
            new_code=change.new_code,
            kind=RegionChange.Kind(change.kind),
            source=change.source,
        )
        for change in read_changes()
    ]
    RegionChange.objects.bulk_create(changes)
    return f"{len(changes)} changes of regions between versions"
