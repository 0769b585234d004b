"""What the site-wide search finds: a registry of kinds of results.

In `AppConfig.ready()` an app registers a kind with a provider of entries. The search asks every provider for all it
has when the index is built, and for single objects when one changes; it knows no other model. `fingerprint` says
cheaply what the entries were made from: where it differs from the stored one, the kind is read again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One result in one language. `key` names the same object in all languages.

    `names` are other names and codes under which readers know it, `summary` stands under the title, `keywords` say what
    it is about, `text` is what is searched besides, `unseen` are words and codes that find it and are never shown.
    `weight` compares entries of a kind (1 is usual); `dated` entries lose weight as they grow old.
    """

    key: str
    language: str
    title: str
    path: str
    summary: str = ""
    names: tuple[str, ...] = ()
    keywords: str = ""
    text: str = ""
    unseen: tuple[str, ...] = ()
    dated: date | None = None
    weight: float = 1.0


def own_key(instance: Model) -> tuple[str, ...]:
    return (str(instance.pk),)


Provider = Callable[[Sequence[str] | None, Sequence[str]], Iterator[Entry]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of results; kinds stand in the order of `position`.

    `entries(keys, languages)` yields those of the named objects, or all for None. `weight` compares kinds. When an
    object of the models that the kind `follows` ("app.model") is saved or deleted, the entries `keys_of` it are read
    again at once; pages are followed by themselves.
    """

    key: str
    label: str | Promise
    position: int
    entries: Provider
    weight: float = 1.0
    fingerprint: Callable[[], str] = str
    follows: tuple[str, ...] = ()
    keys_of: Callable[[Model], Sequence[str]] = own_key


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """A second registration of a key replaces the first."""
    _kinds[kind.key] = kind


def kinds() -> tuple[Kind, ...]:
    return tuple(sorted(_kinds.values(), key=lambda kind: (kind.position, kind.key)))


def kind_of(key: str) -> Kind:
    """Raises KeyError for a kind that nobody registered."""
    return _kinds[key]
