"""Reads `matrix.toml`: which answer each viewer gets at each address."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.access.world import VIEWERS

FILE = Path(__file__).with_name("matrix.toml")
SIGN_IN = "sign in"  # led to the page of signing in, and back afterwards
OTHERS = "others"
Answer = int | str
Expected = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Address:
    """`get` and `post` by viewer; `page` is a viewer who is shown a whole page there, "" for none."""

    name: str
    path: str
    rule: str
    get: Expected
    post: Expected
    page: str

    @property
    def is_read_alike(self) -> bool:
        """Whether everybody gets the same answer, so that a few ask for all."""
        return len(set(self.get.values())) == 1


READ = tomllib.loads(FILE.read_text())
LEAKS: list[str] = READ["leaks"]
SENT: dict[str, dict[str, str]] = READ["sent"]
OPEN_TO_ALL: list[str] = READ["open_to_all"]
WITHOUT_TOKEN: list[str] = READ["without_token"]


@cache
def matrix() -> dict[str, Address]:
    """Every address by its name in the URL configuration. Raises ValueError for an entry that cannot be meant."""
    found: dict[str, Address] = {}
    for name, rule in READ["rules"].items():
        for address in _addresses(name, rule, READ["groups"]):
            if address.name in found:
                raise ValueError(f"{address.name} stands under “{found[address.name].rule}” and under “{name}”.")
            found[address.name] = address
    return found


def pages() -> dict[str, Address]:
    return {name: address for name, address in matrix().items() if address.page}


def _addresses(rule_name: str, rule: Mapping, groups: Mapping[str, list[str]]) -> Iterator[Address]:
    get, post = (_expected(rule.get(method, 405), groups) for method in ("get", "post"))
    for name, path in rule["at"].items():
        yield Address(name, path, rule_name, get, post, rule.get("page", ""))


def _expected(given: Answer | Mapping[str, Answer], groups: Mapping[str, list[str]]) -> Expected:
    """One answer for all, or answers by viewer and group, the closer word before the wider one."""
    if not isinstance(given, Mapping):
        return dict.fromkeys(VIEWERS, given)
    unknown = set(given) - set(VIEWERS) - set(groups) - {OTHERS}
    if unknown:
        raise ValueError(f"matrix.toml names viewers that do not exist: {sorted(unknown)}.")
    answers = dict.fromkeys(VIEWERS, given[OTHERS]) if OTHERS in given else {}
    for group in (group for group in groups if group in given):
        answers |= dict.fromkeys(groups[group], given[group])
    answers |= {viewer: given[viewer] for viewer in VIEWERS if viewer in given}
    if missing := set(VIEWERS) - set(answers):
        raise ValueError(f"matrix.toml does not say what {sorted(missing)} are answered; “others” does.")
    return answers
