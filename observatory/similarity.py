"""The variables of structural similarity, their groups and weights: read from observatory/data/similarity.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from observatory.stats.similarity import Layout

FILE = Path(__file__).resolve().parent / "data" / "similarity.toml"
MIX = "mix"
SPLIT = "C"
"""The section that enters by its divisions where both regions publish enough of them."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weight` is the group's share of all weights, `reason` says why in words.

    `is_context` marks a measure that other sources publish: `measure` is then the code of a context indicator.
    """

    code: str
    title: str
    measure: str
    weight: float
    unit: str
    explanation: str
    reason: str
    scale: Literal["plain", "log"] = "plain"
    is_context: bool = False


class _Industry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    title: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least_of_composition: float
    least_of_weights: float
    group: tuple[Group, ...]
    section: tuple[_Industry, ...]
    division: tuple[_Industry, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """One element of the arrays of `StructuralPosition`.

    `industry` is the NACE code of a share, "" otherwise. `is_detail` marks the more detailed form of the mix, used
    where both regions have it: it repeats the sections beside the divisions of manufacturing.
    """

    code: str
    title: str
    unit: str
    group: Group
    industry: str = ""
    is_detail: bool = False


@cache
def groups() -> tuple[Group, ...]:
    """Groups of variables in their order. Raises ValueError where the file cannot be meant."""
    found = _file().group
    if abs(sum(group.weight for group in found) - 1) > 1e-9:
        raise ValueError(f"{FILE.name}: the weights add up to {sum(group.weight for group in found)}, not to 1.")
    if [group.code for group in found if group.measure == MIX] != [MIX] or found[0].code != MIX:
        raise ValueError(f"{FILE.name}: the first group, and no other, is the industry mix.")
    return found


@cache
def variables() -> tuple[Variable, ...]:
    """Elements of the arrays: the mix by section, the mix with manufacturing by division, the single variables."""
    mix, *others = groups()
    singles = tuple(Variable(group.code, group.title, group.unit, group) for group in others)
    return (*_shares(mix, _sections(), False), *_shares(mix, _detailed(), True), *singles)


def shown_variables() -> tuple[tuple[int, Variable], ...]:
    """Elements to print with their place, each once: sections, divisions of manufacturing, single variables."""
    first: dict[str, tuple[int, Variable]] = {}
    for place, variable in enumerate(variables()):
        first.setdefault(variable.code, (place, variable))
    return tuple(first.values())


@cache
def layout() -> Layout:
    """Where the parts stand in the arrays, and their weights, as the formulas of distance want them."""
    sections, detail = len(_sections()), len(_detailed())
    mix, *others = groups()
    return Layout(
        compositions=(slice(sections, sections + detail), slice(0, sections)),
        weight=mix.weight,
        singles=slice(sections + detail, sections + detail + len(others)),
        weights=tuple(group.weight for group in others),
        least_of_composition=_file().least_of_composition,
        least_of_weights=_file().least_of_weights,
    )


def industries() -> tuple[str, ...]:
    """All sections, then the divisions of manufacturing."""
    return (*_sections(), *(one.code for one in _file().division))


def _sections() -> tuple[str, ...]:
    return tuple(one.code for one in _file().section)


def _detailed() -> tuple[str, ...]:
    """Industries of the detailed mix: all sections but manufacturing, and its divisions."""
    return tuple(code for code in industries() if code != SPLIT)


def _shares(mix: Group, industries: tuple[str, ...], is_detail: bool) -> tuple[Variable, ...]:
    titles = {one.code: one.title for one in (*_file().section, *_file().division)}
    return tuple(Variable(f"share_{code}", titles[code], mix.unit, mix, code, is_detail) for code in industries)


@cache
def _file() -> _File:
    return msgspec.toml.decode(FILE.read_bytes(), type=_File)
