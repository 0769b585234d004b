"""The indicators that releases hold, from two data files validated on load: business statistics and their context."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).resolve().parent / "data"
FILE = FOLDER / "indicators.toml"
CONTEXT_FILE = FOLDER / "context_indicators.toml"


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`number` is the key of observations; `direction` says whether more is better."""

    number: int
    code: str
    title: str
    unit: str
    direction: Literal["more", "less", "neutral"]
    explanation: str
    formula: str = ""


class ContextIndicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What another source says about regions; `labels` name the results of an ordinal scale, from 1 up.

    `is_total`: the figures of parts add up to that of the whole. `digits` are decimals shown. One
    without `is_key` stands behind a fold.
    """

    number: int
    code: str
    theme: str
    title: str
    unit: str
    direction: Literal["more", "less", "neutral"]
    explanation: str
    digits: int = 0
    is_key: bool = False
    is_total: bool = False
    labels: tuple[str, ...] = ()


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading that context indicators stand under."""

    code: str
    title: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    indicator: tuple[Indicator, ...]


class _ContextFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    theme: tuple[Theme, ...]
    indicator: tuple[ContextIndicator, ...]


@cache
def indicators() -> dict[int, Indicator]:
    """Indicators of the business statistics by number. Raises ValueError when a number or a code stands twice."""
    rows = msgspec.toml.decode(FILE.read_bytes(), type=_File).indicator
    by_number = {row.number: row for row in rows}
    if len(by_number) != len(rows) or len({row.code for row in rows}) != len(rows):
        raise ValueError(f"{FILE.name}: a number or code of an indicator stands twice.")
    return by_number


@cache
def _context() -> _ContextFile:
    file = msgspec.toml.decode(CONTEXT_FILE.read_bytes(), type=_ContextFile)
    rows, others = file.indicator, indicators()
    numbers = {row.number for row in rows} | set(others)
    codes = {row.code for row in rows} | {other.code for other in others.values()}
    if not len(numbers) == len(codes) == len(rows) + len(others):
        raise ValueError(f"{CONTEXT_FILE.name}: a number or code of an indicator stands twice.")
    if unknown := {row.theme for row in rows} - {theme.code for theme in file.theme}:
        raise ValueError(f"{CONTEXT_FILE.name}: there is no theme {min(unknown)}.")
    return file


@cache
def context_indicators() -> dict[int, ContextIndicator]:
    """Context indicators by number, in the order of pages. Raises ValueError for a bad data file."""
    return {row.number: row for row in _context().indicator}


def context_themes() -> tuple[Theme, ...]:
    """Headings of the context indicators in the order of pages."""
    return _context().theme


class UnknownIndicator(LookupError):
    """No context indicator has this code."""


def context_indicator(code: str) -> ContextIndicator:
    """The context indicator of `code`. Raises UnknownIndicator."""
    found = next((one for one in context_indicators().values() if one.code == code), None)
    if found is None:
        raise UnknownIndicator(f"There is no context indicator {code}.")
    return found
