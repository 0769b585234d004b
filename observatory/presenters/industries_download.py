"""The list of industry groups as downloads give it."""

from observatory.downloads import notes_of
from observatory.models import Release
from observatory.queries.industries import SchemeGroups
from observatory.selection import Selection
from portal.core.page import Dataset

COLUMNS = ("scheme", "group", "group_name", "market", "year", "area", "rules", "clusters", "not_judged", "release")


def groups_dataset(schemes: tuple[SchemeGroups, ...], release: Release, selection: Selection, name: str) -> Dataset:
    """A row a group; `clusters` is empty where it was not judged, and `not_judged` says why."""
    chosen = (int(selection.year), selection.area, selection.rules)
    rows = (
        (scheme.scheme.code, one.group.code, one.group.name, one.group.market, *chosen,
         one.clusters, one.unjudged or None, release.code)
        for scheme in schemes for one in scheme.groups
    )  # fmt: skip
    return Dataset(name, COLUMNS, rows, notes_of(release))
