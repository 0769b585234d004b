"""All organisations of the directory as columns of numbers, for counting and ordering 100,000 of them in milliseconds.

Each code that organisations have (`technology:quantum`) is one row of bits, a bit an organisation: what has several
codes is found by AND and OR over rows, and counted by counting bits. Arrays are never changed once they are in a
`Catalogue`: `merged` makes another one, so that requests may go on reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

WORD = 64
EPOCH = date(1970, 1, 1)
UNKNOWN = -1  # of a number of members

Bits = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """One element an organisation. `members` is UNKNOWN and a position NaN where there is none.

    `place_of` is an index into `Catalogue.places`, `confirmed` counts days since 1970, `names` are folded.
    """

    keys: Numbers
    place_of: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    members: NDArray[np.int32]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    is_exact: NDArray[np.bool_]
    names: NDArray[np.bytes_]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`row_of` finds the row of a code in `bits`; rows that went are no longer `alive`."""

    columns: Columns
    places: tuple[str, ...]
    row_of: Mapping[str, int]
    bits: Bits
    alive: NDArray[np.bool_]
    by_name: Numbers
    by_key: Numbers

    def __len__(self) -> int:
        return len(self.columns)

    def having(self, codes: Iterable[str]) -> NDArray[np.bool_]:
        """Which organisations have any of the codes."""
        rows = [self.row_of[code] for code in codes if code in self.row_of]
        return unpacked(np.bitwise_or.reduce(self.bits[rows], axis=0), len(self)) if rows else self.nobody

    def inside(self, places: Iterable[str]) -> NDArray[np.bool_]:
        """Which lie inside any of the regions: codes of regions begin with those of the regions around them."""
        beginnings = tuple(places)
        flags = np.array([place.startswith(beginnings) for place in self.places], dtype=np.bool_)
        return flags[self.columns.place_of] if len(flags) and beginnings else self.nobody

    def confirmed_after(self, day: date) -> NDArray[np.bool_]:
        return self.columns.confirmed > (day - EPOCH).days

    @property
    def nobody(self) -> NDArray[np.bool_]:
        return np.zeros(len(self), dtype=np.bool_)

    def count_codes(self, mask: NDArray[np.bool_], codes: Sequence[str]) -> dict[str, int]:
        """How many organisations of the mask have each code; codes that none has are left out."""
        known = [code for code in codes if code in self.row_of]
        if not known:
            return {}
        rows = self.bits[[self.row_of[code] for code in known]]
        counts = np.bitwise_count(rows & packed(mask)).sum(axis=1, dtype=np.int64)
        return {code: count for code, count in zip(known, counts.tolist(), strict=True) if count}

    def count_places(self, mask: NDArray[np.bool_], length: int) -> dict[str, int]:
        """How many organisations lie in each place whose code has `length` letters."""
        found: dict[str, int] = {}
        counts = np.bincount(self.columns.place_of[mask], minlength=len(self.places)).tolist()
        for place, count in zip(self.places, counts, strict=True):
            if count and len(place) >= length:
                found[place[:length]] = found.get(place[:length], 0) + count
        return found

    def positions_of(self, keys: Numbers) -> Numbers:
        """Where the organisations of the keys stand, in their order; -1 for one that the catalogue does not know."""
        if not len(self):
            return np.full(len(keys), -1)
        # Of rows with the same key only the last may be alive.
        at = self.by_key[np.searchsorted(self.columns.keys, keys, side="right", sorter=self.by_key) - 1]
        return np.where((self.columns.keys[at] == keys) & self.alive[at], at, -1)


def packed(mask: NDArray[np.bool_]) -> Bits:
    """A mask as words of 64 bits, the last one filled up with zeros."""
    padded = np.zeros(-(-len(mask) // WORD) * WORD, dtype=np.bool_)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view(np.uint64)


def unpacked(bits: Bits, length: int) -> NDArray[np.bool_]:
    return np.unpackbits(bits.view(np.uint8), count=length, bitorder="little").view(np.bool_)


def built(columns: Columns, places: Sequence[str], having: Mapping[str, Numbers]) -> Catalogue:
    """A catalogue from its columns; `having` gives by code the positions of those that have it."""
    bits = np.zeros((len(having), -(-len(columns) // WORD)), dtype=np.uint64)
    for row, positions in enumerate(having.values()):
        _set(bits[row], positions)
    row_of = {code: row for row, code in enumerate(having)}
    return _ordered(columns, tuple(places), row_of, bits, np.ones(len(columns), dtype=np.bool_))


def _ordered(
    columns: Columns, places: tuple[str, ...], row_of: Mapping[str, int], bits: Bits, alive: NDArray[np.bool_]
) -> Catalogue:
    by_name, by_key = (np.argsort(column, kind="stable") for column in (columns.names, columns.keys))
    return Catalogue(columns, places, row_of, bits, alive, by_name, by_key)


def _set(row: Bits, positions: Numbers) -> None:
    words, shifts = np.divmod(positions, WORD)
    np.bitwise_or.at(row, words, np.uint64(1) << shifts.astype(np.uint64))


def merged(catalogue: Catalogue, changed: Catalogue, gone: Numbers) -> Catalogue:
    """The catalogue with rows that were written since: new rows come last, what they replace is alive no more.

    `gone` are keys of rows that are shown no longer. The rows that died stay until everything is read again.
    """
    old, new = len(catalogue), len(changed)
    places = tuple(dict.fromkeys((*catalogue.places, *changed.places)))
    place_of = {place: number for number, place in enumerate(places)}
    moved = np.array([place_of[place] for place in changed.places] or [0], dtype=np.int32)
    codes = tuple(dict.fromkeys((*catalogue.row_of, *changed.row_of)))
    bits = np.zeros((len(codes), -(-(old + new) // WORD)), dtype=np.uint64)
    bits[: len(catalogue.row_of), : catalogue.bits.shape[1]] = catalogue.bits
    row_of = {code: row for row, code in enumerate(codes)}
    for code, row in changed.row_of.items():
        _set(bits[row_of[code]], old + np.flatnonzero(unpacked(changed.bits[row], new)))
    columns = _joined(catalogue.columns, changed.columns, moved)
    dead = np.concatenate([changed.columns.keys, gone])
    surviving = catalogue.alive & ~np.isin(catalogue.columns.keys, dead)
    return _ordered(columns, places, row_of, bits, np.concatenate([surviving, np.ones(new, dtype=np.bool_)]))


def _joined(one: Columns, other: Columns, moved: NDArray[np.int32]) -> Columns:
    return Columns(
        keys=np.concatenate([one.keys, other.keys]),
        place_of=np.concatenate([one.place_of, moved[other.place_of]]),
        confirmed=np.concatenate([one.confirmed, other.confirmed]),
        members=np.concatenate([one.members, other.members]),
        longitude=np.concatenate([one.longitude, other.longitude]),
        latitude=np.concatenate([one.latitude, other.latitude]),
        is_exact=np.concatenate([one.is_exact, other.is_exact]),
        names=np.concatenate([one.names, other.names]),
    )
