"""Plain subtraction to a fixed point: whoever knows all terms of a sum but one knows that one too."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Term = tuple[str, str, str, int]
"""(measure, region, industry or `scheme/group` or `*` for all sections, year)"""

MEASURES = ("persons_employed", "local_units", "wages_meur")
PERSONS = MEASURES[0]


@dataclass(frozen=True, slots=True)
class Equation:
    """Σ coefficient × term = value."""

    terms: tuple[tuple[Term, float], ...]
    value: float = 0.0


def figure(term: Term, value: float) -> Equation:
    """A printed number."""
    return Equation(((term, 1.0),), value)


def whole(term: Term, parts: Iterable[Term]) -> Equation:
    """term = Σ parts."""
    return Equation(((term, 1.0), *((part, -1.0) for part in parts)))


def solve(equations: Iterable[Equation], known: Mapping[Term, float] | None = None) -> dict[Term, float]:
    """Every term that some equation leaves as its only unknown one, again and again. The first value found stays."""
    rows = [equation for equation in equations if equation.terms]
    of_term = defaultdict(list)
    for number, row in enumerate(rows):
        for term, _ in row.terms:
            of_term[term].append(number)
    found, queue = dict(known or {}), deque(range(len(rows)))
    while queue:
        row = rows[queue.popleft()]
        unknown = [(term, factor) for term, factor in row.terms if term not in found]
        if len(unknown) == 1 and unknown[0][1]:
            term, factor = unknown[0]
            rest = sum(factor * found[other] for other, factor in row.terms if other in found)
            found[term] = (row.value - rest) / factor
            queue.extend(of_term[term])
    return found
