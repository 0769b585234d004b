"""What a visitor chose on a page about several subjects at once: comparisons and custom regions.

The subjects stand in the address as often as there are (`?r=DE21&r=AT31`), in the visitor's order, before everything
else. Codes in any spelling are understood; the canonical address has today's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.http import QueryDict

from observatory.selection import Selection

LONGEST_NAME = 80

Subjects = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Several(Selection):
    """`subjects` are (parameter, value) pairs in order; `name` is what the visitor calls them together."""

    subjects: Subjects = ()
    name: str = ""

    def query(self, **changes: object) -> str:
        """Canonical query string, subjects first, then the name, then as `Selection.query`; may be empty."""
        subjects = changes.pop("subjects", self.subjects)
        name = str(changes.pop("name", self.name))
        pairs = [*subjects] if isinstance(subjects, tuple) else []
        own = urlencode([*pairs, *([("name", name)] if name else [])])
        rest = Selection.query(self, subjects="", name="", **changes)
        return "&".join(part for part in (own, rest) if part)


def several(selection: Selection, subjects: Subjects, name: str = "") -> Several:
    """`selection` of these subjects."""
    values = {field.name: getattr(selection, field.name) for field in fields(Selection)}
    return Several(**values, subjects=subjects, name=plain_name(name))


def plain_name(text: str) -> str:
    """A visitor's own name without line breaks and doubled spaces, cut where nobody reads on."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def sent_values(query: QueryDict, parameter: str) -> tuple[str, ...]:
    """Values of a repeated parameter in their order, each once, empty ones left out."""
    return tuple(dict.fromkeys(value.strip() for value in query.getlist(parameter) if value.strip()))


def canonical_query(query: QueryDict, parameters: Sequence[str]) -> str:
    """What was sent of the known parameters, as it was sent: to be compared with `Several.query`."""
    return urlencode([(key, value) for key, values in query.lists() for value in values if key in parameters])
