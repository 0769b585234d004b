"""Regions on their way into the database, and the checks that a set of them must pass."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from portal.registry.codes import CODE

# Northern Ireland's old NUTS 3 codes (UKN10 …) stand under UKN0, not under the UKN1 that their letters suggest.
ODD_PARENTS = {f"UKN1{digit}": "UKN0" for digit in range(7)}


class LoadRefused(ValueError):
    """Reference data with faults; nothing was loaded. `problems` say what and where."""

    def __init__(self, problems: Sequence[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A region of one NUTS version; `origin` says where it was read, for messages."""

    code: str
    name_native: str
    name_latin: str
    origin: str
    longitude: float | None = None
    latitude: float | None = None
    is_extra_regio: bool = False
    is_mountain: bool | None = None
    is_urban: bool | None = None
    is_coastal: bool | None = None
    geometry: BaseGeometry | None = None

    @property
    def level(self) -> int:
        return len(self.code) - 2

    @property
    def parent(self) -> str:
        return ODD_PARENTS.get(self.code, self.code[:-1]) if self.level else ""


def check_records(records: Iterable[RegionRecord], countries: set[str], known: set[str] = frozenset()) -> None:
    """Raise LoadRefused unless codes are well-formed and unique, and countries and parents exist.

    `known` are codes of the same version that stand already.
    """
    codes = {record.code for record in records} | known
    problems, seen = [], set()
    for record in records:
        problems += [f"{record.origin}: {fault}." for fault in _faults(record, codes, countries)]
        if record.code in seen:
            problems.append(f"{record.origin}: code {record.code} stands twice.")
        seen.add(record.code)
    if problems:
        raise LoadRefused(problems)


def _faults(record: RegionRecord, codes: set[str], countries: set[str]) -> Iterable[str]:
    if not CODE.fullmatch(record.code):
        yield f"{record.code!r} is not a NUTS code"
    elif record.code[:2] not in countries:
        yield f"unknown country {record.code[:2]} of {record.code}"
    elif record.parent and record.parent not in codes:
        yield f"unknown parent {record.parent} of {record.code}"
    if not record.name_latin:
        yield f"{record.code} has no name"
