"""Entries of the index without the apps that make them."""

from datetime import date

from portal.core.searching import Entry, Kind
from portal.home.search.writing import write

REGIONS = Kind("regions", "Regions", 20, lambda keys, languages: iter(()))
NEWS = Kind("news", "News", 60, lambda keys, languages: iter(()), weight=0.7)


def make_entry(key: str = "one", kind: Kind = NEWS, language: str = "en", **fields) -> Entry:
    values = {"title": key.title(), "path": f"/{key}/", **fields}
    entry = Entry(key=key, language=language, **values)
    write(kind, [entry])
    return entry


def make_entries(count: int, kind: Kind = NEWS, dated: date | None = None, **fields) -> None:
    rows = (
        Entry(
            key=f"n{number}", language="en", title=f"Cluster news {number}", path=f"/n{number}/", dated=dated, **fields
        )
        for number in range(count)
    )
    write(kind, rows)
