"""The tables that figures are computed from: years × places × industries, as numpy arrays.

A *place* is one territory through the years: a region whose code changed without its borders is one place, a
region that was split is another. Axis letters: Y years, R places, C countries, I industries, G groups.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
NO_ROW = 255
NOWHERE = -1
NUTS0, NUTS1, NUTS2 = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Places:
    """`codes` (Y, R) as published in that year, "" where not; `rows` the region's row of the registry or −1.

    `current_rows` (Y, R) is today's row where the change since is a pure recode. `country` (R,) indexes
    `countries`, `country_place` (C,) the country's own place. `parent` (Y, R) is the NUTS 1 place around a NUTS 2
    place. `is_only` (R,) marks the single region of its level in its country.
    """

    codes: NDArray[np.str_]
    rows: Numbers
    current_rows: Numbers
    level: Numbers
    country: Numbers
    countries: tuple[str, ...]
    country_place: Numbers
    parent: Numbers
    is_extra_regio: Flags
    is_only: Flags
    is_union: Flags

    @property
    def is_there(self) -> Flags:
        """(Y, R): published under some code in that year."""
        return np.asarray(self.rows != NOWHERE)


@dataclass(frozen=True, slots=True)
class Union:
    """Today's region `row` as an exact sum, in year index `year`, of the places `members`."""

    row: int
    code: str
    level: int
    year: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Industry groups of all schemes: `weights` (G, I), `scheme` (G,) indexes `schemes`, `ids` (G,) keys.

    `held` (G,) is the share of a group's weights whose industries the source holds at all; `weights` hold
    only those.
    """

    ids: Numbers
    schemes: tuple[str, ...]
    scheme: Numbers
    is_traded: Flags
    weights: Figures
    held: Figures


@dataclass(frozen=True, slots=True)
class Sections:
    """Where sections and divisions stand on the industry axis: (S,) and (D,), −1 where the source has no row."""

    rows: Numbers
    divisions: Numbers
    section_of: Numbers


@dataclass(frozen=True, slots=True)
class Cube:
    """(Y, R, I) observations: `status` and `marks` are those of persons employed, `NO_ROW` where none is stored.

    `industries` (I,) are the codes along the last axis; `national` (Y, C) is the national total
    of persons employed (enterprises).
    """

    years: Numbers
    industries: tuple[str, ...]
    persons: Figures
    units: Figures
    wages: Figures
    status: NDArray[np.uint8]
    marks: NDArray[np.uint8]
    national: Figures
    places: Places
    groups: Groups
    sections: Sections
