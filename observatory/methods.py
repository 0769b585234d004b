"""What the methodology page says of each measure, read from observatory/data/measures.toml and checked."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from observatory.stats.stars import Mark

FILE = Path(__file__).parent / "data" / "measures.toml"


@dataclass(frozen=True, slots=True)
class Method:
    """One measure: `function` is the dotted name of its formula in code."""

    code: str
    title: str
    function: str
    formula: str
    unit: str
    direction: Literal["more", "less", "neutral"]
    explanation: str
    edge: str
    source: str
    status: Mark


@dataclass(frozen=True, slots=True)
class Gap:
    text: str


@dataclass(frozen=True, slots=True)
class Methods:
    measure: tuple[Method, ...]
    gap: tuple[Gap, ...]
    symbols: dict[str, str] = field(default_factory=dict)


@cache
def methods() -> Methods:
    """All measures, symbols and known gaps."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Methods)
