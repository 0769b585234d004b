"""Key facts of a page."""

from collections.abc import Iterable

from portal.core.formatting import MISSING
from portal.core.page import KeyFact


def known_facts(facts: Iterable[KeyFact]) -> tuple[KeyFact, ...]:
    """The facts, or none where no number is known: notices say why, and a row of dashes says no more."""
    found = tuple(facts)
    return found if any(fact.value != MISSING for fact in found) else ()
