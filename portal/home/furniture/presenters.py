"""Menu, footer and notices in the language of the request, from what was read last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from portal.core import standing
from portal.core.menu import FooterColumn, Furniture, MenuEntry, Notice, localised
from portal.core.page import Link


@dataclass(slots=True)
class Memory:
    rows: list[dict[str, Any]] = field(default_factory=list)


memory = Memory()


def take(rows: list[dict[str, Any]]) -> None:
    memory.rows = rows


def furniture() -> Furniture:
    """No query while what was read is fresh, 1 otherwise."""
    standing.keep_up()
    rows = memory.rows
    return Furniture(
        menu=tuple(_entries(_of(rows, "menu"))),
        columns=tuple(_columns(_of(rows, "column"))),
        notices=tuple(_notice(row) for row in _of(rows, "notice") if _is_due(row, timezone.now())),
    )


def _of(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return sorted((row for row in rows if row["kind"] == kind), key=lambda row: (row.get("position", 0), row["pk"]))


def _entries(rows: list[dict[str, Any]]) -> Iterator[MenuEntry]:
    """Entries whose page is live. The first entry of a section bears its name, so that it can be marked."""
    taken: set[str] = set()
    for row in rows:
        link = _link(row)
        if link is None:
            continue
        section = _section(link.url)
        key = section if section and section not in taken else f"entry-{row['pk']}"
        taken.add(key)
        yield MenuEntry(key, link.label, link.url, links=tuple(_links(row["links"])), language=link.language)


def _columns(rows: list[dict[str, Any]]) -> Iterator[FooterColumn]:
    for row in rows:
        title, language = _name(row)
        links = tuple(_links(row["links"]))
        if links:
            yield FooterColumn(f"column-{row['pk']}", title, links, language)


def _notice(row: dict[str, Any]) -> Notice:
    title, language = _name(row)
    url = _local(row["address"]) if row["address"] else ""
    english = "" if _language() == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
    return Notice(f"notice-{row['pk']}", title, row["level"], row["text"], url, language, english)


def _is_due(row: dict[str, Any], now: datetime) -> bool:
    start, end = parse_datetime(row["starts_at"]), row["ends_at"] and parse_datetime(row["ends_at"])
    return bool(start and start <= now) and (not end or end > now)


def _links(rows: Iterable[dict[str, Any]]) -> Iterator[Link]:
    return filter(None, map(_link, rows))


def _link(row: dict[str, Any]) -> Link | None:
    """None where the page is not live."""
    label, language = _name(row)
    url = _page_path(row["paths"]) if row["page"] else _local(row["address"])
    return Link(label, url, language=language) if url else None


def _page_path(paths: list[dict[str, str]]) -> str:
    """The page in the language, else the original under the language's prefix; empty where neither is live."""
    known = {one["language"]: "/" + one["path"].lstrip("/").partition("/")[2] for one in paths}
    path = known.get(_language()) or known.get(settings.LANGUAGE_CODE)
    return localised(path) if path else ""


def _local(address: str) -> str:
    return localised(address) if address.startswith("/") else address


def _name(row: dict[str, Any]) -> tuple[str, str]:
    """The name in the language of the request; else the English one, and that it is English."""
    language = _language()
    if language == settings.LANGUAGE_CODE:
        return row["name"], ""
    own = row["names"].get(language)
    return (own, "") if own else (row["name"], settings.LANGUAGE_CODE)


def _section(url: str) -> str:
    """First segment of a path of the portal, the language left out."""
    parts = [part for part in url.split("/") if part] if url.startswith("/") else []
    if parts and parts[0] == _language():
        parts = parts[1:]
    return parts[0] if parts else ""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
