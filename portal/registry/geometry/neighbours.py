"""Which regions share a border: pairs that have a stretch of their outlines in common.

Outlines of one level and detail were simplified together, so that a shared border is the same line in both.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

Point = tuple[int, int]
_TOKENS = re.compile(r"[A-Za-z]|-?\d+")


def neighbours(paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of codes in order, from outlines (the d attribute of their SVG paths) by code."""
    owners: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for code, path in paths.items():
        for ring in rings(path):
            for edge in _edges(ring):
                owners[edge].add(code)
    yield from sorted({pair for codes in owners.values() for pair in combinations(sorted(codes), 2)})


def rings(path: str) -> Iterator[list[Point]]:
    """Corners of the rings of a path of absolute moves and relative lines, as `geometry.paths` writes them."""
    numbers: list[int] = []
    for part in _TOKENS.findall(path):
        if part == "z":
            yield list(_corners(numbers))
            numbers = []
        elif not part.isalpha():
            numbers.append(int(part))


def _corners(numbers: list[int]) -> Iterator[Point]:
    x, y = 0, 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y


def _edges(ring: list[Point]) -> Iterator[tuple[Point, Point]]:
    closed: Iterable[tuple[Point, Point]] = pairwise([*ring, ring[0]])
    return (min((a, b), (b, a)) for a, b in closed if a != b)
