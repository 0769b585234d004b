"""The directory's catalogue in this process: read once, and brought up to date before every answer.

A row says with which transaction it was written. Transactions that were still running when the process looked last
may have committed since, in any order: it therefore asks for rows of every transaction from the oldest of those on
which it has not read yet. No lock, no counter, and what another process published a moment ago is seen at once.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection

from internationalisation.directory.stats.catalogue import UNKNOWN, Catalogue, Columns, Numbers, built, merged
from internationalisation.models.directory import LONGEST_NAME_KEY
from portal.registry.memory import remember

MOST_DEAD = 0.1  # of all rows; then everything is read again
LETTERS_OF_A_PLACE = 5
# Numbers from the future are those of another server, from which the database was copied: such rows are old.
# Each number is found by one step in the index, however many rows a transaction wrote.
_LOOK = """
    WITH RECURSIVE now AS MATERIALIZED (
        SELECT pg_snapshot_xmin(seen)::text::bigint AS oldest, pg_snapshot_xmax(seen)::text::bigint AS next,
            coalesce(pg_current_xact_id_if_assigned()::text::bigint, 0) AS own
        FROM pg_current_snapshot() AS seen
    ), written (number) AS (
        SELECT min(written_in) FROM internationalisation_directoryentry
        WHERE written_in >= coalesce(%s, (SELECT oldest FROM now))
        UNION ALL
        SELECT (SELECT min(written_in) FROM internationalisation_directoryentry WHERE written_in > number)
        FROM written WHERE number IS NOT NULL
    )
    SELECT oldest, own, (SELECT max(written_in) FROM internationalisation_directoryentry), (
        SELECT array_agg(number) FROM written
        WHERE (number < next OR number = own) AND number <> ALL(%s)
    )
    FROM now
"""
# Columns go over the wire as bytes, not as rows: 100,000 of them cost this process some milliseconds.
_READ = f"""
    WITH entry AS MATERIALIZED (
        SELECT * FROM internationalisation_directoryentry WHERE {{which}} ORDER BY organisation_key
    ), part AS (
        SELECT string_agg(int8send(organisation_key), ''::bytea) AS keys,
            string_agg(convert_to(rpad(place, {LETTERS_OF_A_PLACE}), 'UTF8'), ''::bytea) AS places,
            string_agg(int4send(confirmed_on - DATE '1970-01-01'), ''::bytea) AS confirmed,
            string_agg(int4send(coalesce(members, {UNKNOWN})), ''::bytea) AS members,
            string_agg(float8send(coalesce(longitude, 'NaN')), ''::bytea) AS longitude,
            string_agg(float8send(coalesce(latitude, 'NaN')), ''::bytea) AS latitude,
            string_agg(int4send(is_exact::int), ''::bytea) AS is_exact,
            string_agg(convert_to(rpad(name_key, {LONGEST_NAME_KEY}), 'UTF8'), ''::bytea) AS names
        FROM entry WHERE is_shown
    )
    SELECT '', ARRAY[keys, places, confirmed, members, longitude, latitude, is_exact, names],
        (SELECT string_agg(int8send(organisation_key), ''::bytea) FROM entry WHERE NOT is_shown)
    FROM part
    UNION ALL
    SELECT code, NULL, string_agg(int8send(organisation_key), ''::bytea)
    FROM entry, unnest(codes) AS code WHERE is_shown GROUP BY code
"""  # noqa: S608 (constants of our own)


@dataclass(slots=True)
class Kept:
    """`since` is the oldest transaction that was running at the last look, `read` those after it that are in."""

    catalogue: Catalogue | None = None
    since: int | None = None
    read: frozenset[int] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Directory:
    """`version` changes whenever a row does: the entity tag of downloads."""

    catalogue: Catalogue
    version: str


@remember
def _kept() -> Kept:
    return Kept()


def get_directory() -> Directory:
    """What is published now. 1 query where nothing changed since the last answer, else 2."""
    kept = _kept()
    with kept.lock, connection.cursor() as cursor:
        cursor.execute(_LOOK, [kept.since, list(kept.read)])
        oldest, own, newest, written = cursor.fetchone()
        if kept.catalogue is None:
            kept.catalogue = _read(cursor, "is_shown", [])[0]
        elif written:
            kept.catalogue = _renewed(cursor, kept.catalogue, written)
        # What this very transaction writes may not be complete yet.
        known = kept.read.union(written or ()) - {own}
        kept.since, kept.read = oldest, frozenset(one for one in known if one >= oldest)
        return Directory(kept.catalogue, f"{newest or 0}-{np.count_nonzero(kept.catalogue.alive)}")


def _renewed(cursor: Any, catalogue: Catalogue, written: Sequence[int]) -> Catalogue:
    changed, gone = _read(cursor, "written_in = ANY(%s)", [list(written)])
    fresh = merged(catalogue, changed, gone)
    dead = len(fresh) - np.count_nonzero(fresh.alive)
    return _read(cursor, "is_shown", [])[0] if dead > MOST_DEAD * len(fresh) else fresh


def _read(cursor: Any, which: str, values: list[Any]) -> tuple[Catalogue, Numbers]:
    """The shown rows as a catalogue, and the keys of the others."""
    cursor.execute(_READ.format(which=which), values)
    (_nothing, parts, gone), *having = cursor.fetchall()
    columns, places = _columns([bytes(part or b"") for part in parts])
    found = {code: np.searchsorted(columns.keys, _numbers(keys)) for code, _parts, keys in having}
    return built(columns, places, found), _numbers(gone or b"")


def _columns(parts: Sequence[bytes]) -> tuple[Columns, list[str]]:
    keys, places, confirmed, members, longitude, latitude, is_exact, names = parts
    known, place_of = np.unique(np.frombuffer(places, dtype=f"S{LETTERS_OF_A_PLACE}"), return_inverse=True)
    columns = Columns(
        keys=_numbers(keys),
        place_of=place_of.astype(np.int32),
        confirmed=np.frombuffer(confirmed, dtype=">i4").astype(np.int32),
        members=np.frombuffer(members, dtype=">i4").astype(np.int32),
        longitude=np.frombuffer(longitude, dtype=">f8").astype(np.float64),
        latitude=np.frombuffer(latitude, dtype=">f8").astype(np.float64),
        is_exact=np.frombuffer(is_exact, dtype=">i4").astype(np.bool_),
        names=np.frombuffer(names, dtype=f"S{LONGEST_NAME_KEY}"),
    )
    return columns, [place.decode().strip() for place in known.tolist()]


def _numbers(keys: bytes) -> Numbers:
    return np.frombuffer(bytes(keys), dtype=">i8").astype(np.int64)
