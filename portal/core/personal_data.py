"""What the portal keeps of a person: a registry of what is handed out and what is erased.

In `AppConfig.ready()` an app registers a provider of what it keeps of people with an account. The page on their data
lists the providers, the download holds what they export, and deleting an account has each of them erase its part.
A provider names the relations to accounts that it answers for; a test fails for a relation that nobody answers for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
Row = Mapping[str, Any]


def nothing(user: Any) -> None:
    """For what goes with the account itself, or stays without naming anybody."""


def no_sentence(user: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Provider:
    """`key` names the file of the download. `goes` and `stays` say in a sentence what deleting the account does.

    `export` yields plain rows; `erase` runs in the transaction that deletes the account, before it. `hindrances` are
    sentences on what must be done first, `warnings` on what deserves a thought before. `relations` are
    "app.Model.field".
    """

    key: str
    title: Words
    export: Callable[[Any], Iterable[Row]]
    erase: Callable[[Any], None] = nothing
    goes: Words = ""
    stays: Words = ""
    hindrances: Callable[[Any], Iterable[str]] = no_sentence
    warnings: Callable[[Any], Iterable[str]] = no_sentence
    relations: tuple[str, ...] = ()
    position: int = 50


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """A second registration of a key replaces the first."""
    _providers[provider.key] = provider


def providers() -> tuple[Provider, ...]:
    """In the order of `position`."""
    return tuple(sorted(_providers.values(), key=lambda provider: (provider.position, provider.key)))
