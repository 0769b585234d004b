"""Which rows and pages are the same call: the same reference, else the same address, else title and first deadline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

from portal.editorial.models import CallPage, ImportedCall

Key = tuple[str, ...]


@dataclass(slots=True)
class Identities:
    """What is known already, by its keys; `holders` are pages or lines of the file."""

    keys: dict[Key, int] = field(default_factory=dict)
    references: dict[int, set[str]] = field(default_factory=dict)

    def add(self, holder: int, values: Mapping[str, Any]) -> None:
        for key in keys_of(values):
            self.keys.setdefault(key, holder)
        if reference := _reference(values):
            self.references.setdefault(holder, set()).add(reference)

    def find(self, values: Mapping[str, Any]) -> int | None:
        """The holder of the same call. Two different references are two calls, whatever else is the same."""
        reference = _reference(values)
        for key in keys_of(values):
            holder = self.keys.get(key)
            if holder is None:
                continue
            known = self.references.get(holder, set())
            if key[0] == "reference" or not reference or not known or reference in known:
                return holder
        return None


def keys_of(values: Mapping[str, Any]) -> Iterator[Key]:
    """The surest first."""
    if reference := _reference(values):
        yield "reference", reference
    if link := values.get("source_link"):
        yield "link", plain_link(link)
    title = " ".join(str(values.get("title", "")).casefold().split())
    deadlines = values.get("deadlines") or [("",)]
    if title:
        yield "title", title, str(deadlines[0][0])


def plain_link(link: str) -> str:
    """Without what makes no other page: capitals of the host, a fragment, a slash at the end."""
    parts = urlsplit(link)
    return f"{(parts.hostname or '')}{parts.path.rstrip('/')}?{parts.query}".removeprefix("www.")


def known_calls(language: str) -> Identities:
    """Calls of a language, and what imports wrote of them before somebody changed it. 3 queries."""
    known = Identities()
    calls = CallPage.objects.filter(locale__language_code=language, alias_of__isnull=True).order_by("pk")
    for page in calls.prefetch_related("deadlines"):
        moments = sorted(one.moment.astimezone(UTC).isoformat() for one in page.deadlines.all())
        values = {"reference": page.reference, "source_link": page.source_link, "title": page.title}
        known.add(page.pk, {**values, "deadlines": [(moment,) for moment in moments]})
    for imported in ImportedCall.objects.filter(page__locale__language_code=language).order_by("pk"):
        known.add(imported.page_id, imported.written)
    return known


def _reference(values: Mapping[str, Any]) -> str:
    return str(values.get("reference", "")).strip().casefold()
