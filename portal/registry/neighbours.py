"""Regions that share a border on land, from one data file of NUTS 2 regions in the version that maps draw.

Countries and NUTS 1 regions border on each other where regions inside them do. Islands have no neighbours.
`manage.py write_neighbours` writes the file from the outlines.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "neighbours.csv"
NUTS2_LETTERS = 4


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    """Neighbours of every NUTS 2 region."""
    found: dict[str, set[str]] = defaultdict(set)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["region"]].add(row["neighbour"])
            found[row["neighbour"]].add(row["region"])
    return {code: frozenset(others) for code, others in found.items()}


def neighbours_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes of the same level that border on the territory of `codes` (all of one level), without these."""
    own = tuple(codes)
    if not own:
        return ()
    letters = len(own[0])
    touching = {other[:letters] for code, others in _pairs().items() if code.startswith(own) for other in others}
    return tuple(sorted(touching - set(own)))
