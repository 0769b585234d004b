"""What a visitor chose on an Observatory page: one frozen object, parsed from the query string.

It is cache key, canonical address, form state and download name at once. Defaults are left out of the address.
Unknown parameters are ignored; a known one with a bad value raises `BadChoice`, which becomes a 400 page with
the nearest valid link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from portal.core.errors import BadChoice
from portal.registry.codes import official_code

LONGEST_PAGE_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that the chosen release allows, the default first.

    `within` is a set of regions (`portal/registry/region_sets.py`); `since` the earlier of two years compared.
    """

    scheme: tuple[str, ...] = ("nace",)
    group: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    rules: tuple[str, ...] = ("three-stars",)
    level: tuple[str, ...] = ("2", "1", "0")
    area: tuple[str, ...] = ("eu27", "all")
    country: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    stars: tuple[str, ...] = ("1", "0", "2", "3")
    sort: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    release: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Values as text, as they stand in the address; empty means "none chosen"."""

    scheme: str = ""
    group: str = ""
    year: str = ""
    rules: str = ""
    level: str = ""
    area: str = ""
    country: str = ""
    within: str = ""
    since: str = ""
    stars: str = ""
    sort: str = ""
    figure: str = ""
    release: str = ""
    page: int = 1
    defaults: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def parse(cls, query: Mapping[str, str], choices: Choices, required: Sequence[str] = ()) -> "Selection":
        """Read `query`; parameters in `required` take the first allowed value when absent.

        Raises BadChoice for a known parameter with a value that is not allowed. A parameter for which the page
        has no choices is ignored.
        """
        values: dict[str, str] = {}
        defaults = set()
        for field in fields(Choices):
            allowed = getattr(choices, field.name)
            value = _as_written(query.get(field.name, ""), field.name, allowed)
            if not allowed:
                continue
            if value and value not in allowed:
                raise BadChoice(field.name, value, allowed)
            if field.name in required:
                defaults.add((field.name, allowed[0]))
                value = value or allowed[0]
            values[field.name] = value
        return cls(**values, page=_page(query.get("page", "1")), defaults=frozenset(defaults))

    def query(self, **changes: object) -> str:
        """Canonical query string (sorted as declared, defaults left out), with `changes` applied; may be empty."""
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "defaults"}
        values |= changes
        pairs = [(name, str(value)) for name, value in values.items() if value not in ("", None)]
        return urlencode([pair for pair in pairs if pair not in self.defaults and pair != ("page", "1")])

    def address(self, path: str, **changes: object) -> str:
        query = self.query(**changes)
        return f"{path}?{query}" if query else path

    def with_(self, **changes: object) -> "Selection":
        return replace(self, **changes)


def _as_written(value: str, name: str, allowed: Sequence[str]) -> str:
    """The allowed spelling of `value`: codes in small letters and a country's ISO code are understood."""
    if not value or value in allowed:
        return value
    meant = official_code(value) if name == "country" else value
    return {one.lower(): one for one in allowed}.get(meant.lower(), value)


def _page(value: str) -> int:
    """A page number in ordinary digits; `str.isdigit` alone also takes superscripts and other scripts' digits."""
    if not (value.isascii() and value.isdigit()) or len(value) > LONGEST_PAGE_NUMBER or int(value) < 1:
        raise BadChoice("page", value, ("1",))
    return int(value)
