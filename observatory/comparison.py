"""What comparisons show: a data file validated on load."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).resolve().parent / "data" / "comparison.toml"

Kind = Literal["region", "group", "cluster"]
# The parameter of the address that names subjects of a kind.
PARAMETERS: dict[str, Kind] = {"r": "region", "g": "group", "c": "cluster"}
MOST_SUBJECTS = 6


class Compared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator of a comparison. `source` and `year` are those of its own where it comes from elsewhere.

    `labels` name the results of an ordinal scale, from 1 up: these have no mean, no gaps and no quarters.
    """

    code: str
    title: str
    unit: str
    direction: Literal["more", "less", "neutral"]
    format: Literal["number", "decimal1", "decimal2", "share", "share2", "quotient", "rate"]
    source: str = ""
    year: str = ""
    labels: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    region: tuple[Compared, ...]
    group: tuple[Compared, ...]
    cluster: tuple[Compared, ...]


@cache
def _file() -> _File:
    return msgspec.toml.decode(FILE.read_bytes(), type=_File)


def compared_indicators(kind: Kind) -> tuple[Compared, ...]:
    """The indicators of one kind of subject, in the order of the page."""
    found: tuple[Compared, ...] = getattr(_file(), kind)
    return found
