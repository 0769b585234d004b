"""Outlines and backdrop of the map of Europe, as the database keeps them, remembered in process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet, Value

from portal.registry.memory import remember
from portal.registry.models import Backdrop, Outline

COARSE, MEDIUM, FINE = 8000, 4000, 1500
_BACKDROP = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """A region ready to draw, in map units of `portal.registry.canvas`; bbox is (left, top, right, bottom)."""

    code: str
    name: str
    country: str
    path: str
    bbox: tuple[int, int, int, int]
    label_x: int
    label_y: int
    inset: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Outlines of one level of a NUTS version; of one country only if given."""

    version: str
    level: int
    country: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """The version whose backdrop is asked for."""

    version: str


Kept = dict[tuple[int, Wanted | Ground], Any]


def backdrop_and_shapes(
    detail: int, version: str, wanted: Sequence[Wanted]
) -> tuple[Mapping[str, str], list[tuple[Shape, ...]]]:
    """The backdrop of a version and outlines of several kinds. One query, none when all were asked for before."""
    ground = Ground(version)
    kept = _keep(detail, (ground, *wanted))
    return kept[detail, ground], [kept[detail, one] for one in wanted]


def shapes(version: str, level: int, detail: int = MEDIUM, country: str = "") -> tuple[Shape, ...]:
    """Outlines of one level of a NUTS version, ordered by code; of one country only if given.

    `detail` is one of COARSE, MEDIUM, FINE (tolerance in metres). One query, none when asked before.
    """
    wanted = Wanted(version, level, country)
    return _keep(detail, [wanted])[detail, wanted]


def backdrop(version: str, detail: int = MEDIUM) -> Mapping[str, str]:
    """Paths by kind: `neighbours` (land), `borders` (open lines between countries), `insets` (frames).

    One query, none when asked before; empty where no outlines are loaded.
    """
    ground = Ground(version)
    return _keep(detail, [ground])[detail, ground]


@remember
def _kept() -> Kept:
    """What has been read: it grows to at most all outlines that are stored."""
    return {}


def _keep(detail: int, asked: Sequence[Wanted | Ground]) -> Kept:
    kept = _kept()
    missing = [one for one in dict.fromkeys(asked) if (detail, one) not in kept]
    if missing:
        selects = [_select(detail, number, one) for number, one in enumerate(missing)]
        rows = selects[0].union(*selects[1:], all=True) if len(selects) > 1 else selects[0]
        found: list[list[tuple[Any, ...]]] = [[] for _one in missing]
        for number, *row in rows:
            found[number].append(tuple(row))
        kept.update({(detail, one): _answer(one, found[number]) for number, one in enumerate(missing)})
    return kept


def _select(detail: int, number: int, asked: Wanted | Ground) -> "QuerySet[Any]":
    """Rows of one kind, marked with its number."""
    if isinstance(asked, Ground):
        nothing = [Value(""), Value(""), *(Value(0) for _column in range(6)), Value("")]
        found = Backdrop.objects.filter(version=asked.version, detail=detail)
        return found.values_list(Value(number), "kind", "path", *nothing)
    outlines = Outline.objects.filter(region__version=asked.version, region__level=asked.level, detail=detail)
    if asked.country:
        outlines = outlines.filter(region__country_id=asked.country)
    corners = ("min_x", "min_y", "max_x", "max_y", "label_x", "label_y")
    return outlines.values_list(
        Value(number), "region__code", "path", "region__name_latin", "region__country_id", *corners, "inset"
    )


def _answer(asked: Wanted | Ground, rows: Sequence[tuple[Any, ...]]) -> Any:
    if isinstance(asked, Ground):
        return MappingProxyType({row[0]: row[1] for row in rows})
    return tuple(sorted((_shape(*row) for row in rows), key=lambda shape: shape.code))


def _shape(code: str, path: str, name: str, country: str, *rest: Any) -> Shape:
    *bbox, label_x, label_y, inset = rest
    return Shape(code, name, country, path, tuple(bbox), label_x, label_y, inset)
