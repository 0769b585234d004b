"""From the values in an address to what is compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.comparison import Kind
from observatory.models import Release
from observatory.queries.comparison import Comparison
from observatory.queries.comparison_cells import CellSubject, compare_cells
from observatory.queries.comparison_groups import compare_groups
from observatory.queries.comparison_regions import compare_regions
from observatory.queries.custom_members import find_members
from observatory.queries.place import Place
from observatory.selection import Selection
from portal.core.errors import NotFound, shortened
from portal.registry.models import IndustryGroup
from portal.registry.reference import reference

CELL_PARTS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Subjects of one kind in the order of the address; only one of the three is filled."""

    kind: Kind
    places: tuple[Place, ...] = ()
    groups: tuple[IndustryGroup, ...] = ()
    cells: tuple[CellSubject, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """As they stand in the canonical address, each once."""
        if self.kind == "group":
            return tuple(group.code for group in self.groups)
        found = [place.code for place in self.places] or [cell.value for cell in self.cells]
        return tuple(dict.fromkeys(found))

    def joined(self, code: str) -> str:
        """What a region that joins is called: itself, or with the group of the last cluster."""
        if self.kind != "cluster" or not self.cells:
            return code
        group = self.cells[-1].group
        return f"{code}/{group.scheme_id}/{group.code}"


def find_subjects(kind: Kind, values: Sequence[str], scheme: str) -> Found:
    """No query once the reference data are read. Raises NotFound for what nobody knows."""
    if kind == "group":
        return Found(kind, groups=tuple(dict.fromkeys(_group(scheme, value) for value in values)))
    if kind == "cluster":
        cells = {cell.value: cell for cell in map(_cell, values)}
        return Found(kind, cells=tuple(cells.values()))
    return Found(kind, places=find_members(values))


def compare(found: Found, release: Release, selection: Selection) -> Comparison:
    """The comparison of the subjects, of which there is at least one."""
    if found.kind == "group":
        return compare_groups(found.groups, release, selection)
    if found.kind == "cluster":
        return compare_cells(found.cells, release, selection)
    return compare_regions(found.places, release, selection)


def _group(scheme: str, code: str) -> IndustryGroup:
    group = reference().group(scheme, code)
    if group is None:
        raise NotFound(gettext("There is no industry group %(code)s.") % {"code": shortened(code)})
    return group


def _cell(value: str) -> CellSubject:
    """`DE21/nace/C29` as region, scheme and group."""
    parts = value.split("/")
    if len(parts) != CELL_PARTS:
        message = gettext("A statistical cluster is named by region, scheme and group, such as DE21/nace/C29.")
        raise NotFound(message)
    (place,) = find_members([parts[0]])
    return CellSubject(place, _group(parts[1], parts[2]))
