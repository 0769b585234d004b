"""How much two organisations have in common: pure arithmetic on the codes of their profiles."""

from collections.abc import Sequence
from dataclasses import dataclass

GROUPS, SERVICES, TECHNOLOGIES, PLACE = 3.0, 2.0, 1.0, 1.0  # weights
NEAREST = 4  # letters of a NUTS 2 code: who shares it is near, who shares the country alone half as near


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared. `region_code` is a NUTS code or a code of a country."""

    groups: frozenset[str]
    services: frozenset[str]
    technologies: frozenset[str]
    region_code: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """`place` is the smallest region that holds both, from NUTS 2 up to the country; empty where there is none."""

    score: float
    groups: frozenset[str]
    services: frozenset[str]
    technologies: frozenset[str]
    place: str


def likeness(own: Traits, other: Traits) -> Likeness:
    """The share of what is common (shared codes of all codes of both) in groups, services and technologies, and how
    near both are (0 to 1), weighted 3, 2, 1 and 1. From 0 to 7, the same in both directions.
    """
    place = common_place(own.region_code, other.region_code)
    score = (
        GROUPS * common_share(own.groups, other.groups)
        + SERVICES * common_share(own.services, other.services)
        + TECHNOLOGIES * common_share(own.technologies, other.technologies)
        + PLACE * len(place) / NEAREST
    )
    return Likeness(
        score=score,
        groups=own.groups & other.groups,
        services=own.services & other.services,
        technologies=own.technologies & other.technologies,
        place=place,
    )


def common_share(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index: shared codes of all codes; 0 where both have none."""
    return len(one & other) / len(one | other) if one | other else 0.0


def common_place(one: str, other: str) -> str:
    """`DE212`, `DE214` → `DE21`; `DE212`, `DE300` → `DE`; empty for places of two countries."""
    shared = ""
    for letter, same in zip(one[:NEAREST], other[:NEAREST], strict=False):
        if letter != same:
            break
        shared += letter
    return shared if len(shared) > 1 else ""


def ranked(own: Traits, others: Sequence[tuple[int, Traits]]) -> list[tuple[int, Likeness]]:
    """(key, likeness) from the most alike on; equal ones by their key."""
    compared = [(key, likeness(own, traits)) for key, traits in others]
    return sorted(compared, key=lambda one: (-one[1].score, one[0]))
