"""The indicators that releases hold, from one data file validated on load."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).resolve().parent / "data" / "indicators.toml"


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`number` is the key of observations; `direction` says whether more is better."""

    number: int
    code: str
    title: str
    unit: str
    direction: Literal["more", "less", "neutral"]
    explanation: str
    formula: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    indicator: tuple[Indicator, ...]


@cache
def indicators() -> dict[int, Indicator]:
    """All indicators by number. Raises ValueError when a number or a code stands twice."""
    rows = msgspec.toml.decode(FILE.read_bytes(), type=_File).indicator
    by_number = {row.number: row for row in rows}
    if len(by_number) != len(rows) or len({row.code for row in rows}) != len(rows):
        raise ValueError(f"{FILE.name}: a number or code of an indicator stands twice.")
    return by_number
