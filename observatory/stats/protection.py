"""Cells that have to be withheld so that the figures around them do not give a confidential one away.

Statistical offices call it secondary confidentiality. A family is a place and the places that make it up: where
the whole is published and all parts but one are, the last part is a subtraction away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from observatory.stats.quotient import Figures

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Families:
    """`whole` (F,) is the place that the places `parts` make up; a family's run of `parts` begins at `start` (F,)."""

    whole: Numbers
    parts: Numbers
    start: Numbers

    @classmethod
    def of(cls, families: Sequence[tuple[int, Numbers]]) -> "Families":
        """Pairs of a whole and its parts (at least one); the small families first.

        What protects a cell in a small family mostly protects it in the larger one too.
        """
        ordered = sorted(families, key=lambda family: len(family[1]))
        sizes = np.array([0, *(len(parts) for _, parts in ordered)], dtype=np.int64)
        parts = np.concatenate([np.zeros(0, dtype=np.int64), *(parts for _, parts in ordered)])
        whole = np.array([whole for whole, _ in ordered], dtype=np.int64)
        return cls(whole, parts, np.cumsum(sizes)[:-1])

    def parts_of(self, family: int) -> Numbers:
        end = self.start[family + 1] if family + 1 < len(self.start) else len(self.parts)
        return self.parts[self.start[family] : end]

    def count(self, cells: Flags) -> Numbers:
        """How many parts of each family are marked: (R, I) → (F, I)."""
        return np.asarray(np.add.reduceat(cells[self.parts].astype(np.int64), self.start, axis=0))


@dataclass(frozen=True, slots=True)
class Table:
    """One measure of one year, (R, I) each: `values` NaN where not published, `is_row` where there is a cell at all.

    A place without a cell counts as known: readers will take it for zero.
    """

    values: Figures
    is_row: Flags
    is_secret: Flags


def withheld(table: Table, families: Families) -> Flags:
    """The published cells (R, I) to withhold: after that no family gives a secret cell away.

    A part is known from its whole and the other parts; a whole is known from all its parts. Either way the smallest
    part with a figure above zero is withheld beside it, which in turn becomes a secret of the families it belongs
    to, until none can be told any more. Where no part is left to withhold, the whole is.
    """
    added = np.zeros(table.values.shape, dtype=bool)
    while len(families.whole):
        found = _told(table, added, families)
        if not found.any():
            break
        for industry in np.flatnonzero(found.any(0)):
            family = int(found[:, industry].argmax())
            added[_companion(table, added, families, family, int(industry)), industry] = True
    return added


def _told(table: Table, added: Flags, families: Families) -> Flags:
    """(F, I): the families that give a secret cell away."""
    hidden = (np.isnan(table.values) & table.is_row) | added
    secret = hidden & (table.is_secret | added)
    is_known = np.isfinite(table.values[families.whole]) & ~added[families.whole]
    unknown, secrets = families.count(hidden), families.count(secret)
    is_part_told = is_known & (unknown == 1) & (secrets == 1)
    is_whole_told = secret[families.whole] & (unknown == 0) & (families.count(table.is_row) > 0)
    return np.asarray(is_part_told | is_whole_told)


def _companion(table: Table, added: Flags, families: Families, family: int, industry: int) -> int:
    """The part with the smallest figure above zero, else one that is zero, else the whole."""
    values = table.values[:, industry]
    parts = families.parts_of(family)
    known = parts[np.isfinite(values[parts]) & ~added[parts, industry]]
    if not known.size:
        return int(families.whole[family])
    positive = known[values[known] > 0]
    return int(positive[values[positive].argmin()]) if positive.size else int(known[0])
