"""Counts that all processes of the portal share: attempts within a time, locks and tokens that work once.

They stand in PostgreSQL, for a count in the memory of one process is a limit for that process alone.
"""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

SHARED = "counts"
TABLE = settings.CACHES[SHARED]["LOCATION"]
FOREVER = datetime.max.replace(tzinfo=UTC, microsecond=0)
# What django-allauth counts and locks, and the codes that it takes once.
SHARED_KEYS = ("allauth", "jwt:")

ONE_MORE = f"""
    INSERT INTO {TABLE} AS kept (cache_key, value, expires)
    VALUES (%s, '1', clock_timestamp() + %s * interval '1 second')
    ON CONFLICT (cache_key) DO UPDATE SET
        value = CASE WHEN kept.expires < clock_timestamp() THEN '1' ELSE (kept.value::int + 1)::text END,
        expires = CASE WHEN kept.expires < clock_timestamp() THEN excluded.expires ELSE kept.expires END
    RETURNING value::int
"""  # noqa: S608 (the table's name is a constant)
KEEP = f"""
    INSERT INTO {TABLE} AS kept (cache_key, value, expires) VALUES (%s, %s, %s)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""  # noqa: S608 (the table's name is a constant)
CONDITIONS = {"set": "", "add": "WHERE kept.expires < clock_timestamp()"}
OLD = f"DELETE FROM {TABLE} WHERE expires < clock_timestamp()"  # noqa: S608 (the table's name is a constant)


def count(key: str, seconds: int) -> int:
    """Count one more under `key`, and how many there are within `seconds` from the first. One query, atomic."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [f"count:{key}", seconds])
        (number,) = cursor.fetchone()
        return int(number)


def delete_old_counts() -> int:
    """Delete what no longer counts, and how much it was."""
    with connection.cursor() as cursor:
        cursor.execute(OLD)
        return int(cursor.rowcount)


class SharedCache(DatabaseCache):
    """Django's cache in the database, whose `add` is atomic, so that it can lock, and which drops nothing early.

    Django's own empties itself at random when it is full: who fills it would reset every limit. Old rows are deleted
    by `manage.py delete_old_counts`.
    """

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        seconds = self.get_backend_timeout(timeout)
        expires = FOREVER if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        with connection.cursor() as cursor:
            cursor.execute(f"{KEEP} {CONDITIONS[mode]} RETURNING 1", [key, packed, expires])
            return cursor.fetchone() is not None


class MemoryCache(LocMemCache):
    """Memory of the process for everything but what must be counted together: that goes to the shared cache.

    django-allauth knows one cache only, and pages need a fast one.
    """

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if key.startswith(SHARED_KEYS):
            return bool(caches[SHARED].add(key, value, timeout, version))
        return bool(super().add(key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if key.startswith(SHARED_KEYS):
            return caches[SHARED].get(key, default, version)
        return super().get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if key.startswith(SHARED_KEYS):
            caches[SHARED].set(key, value, timeout, version)
        else:
            super().set(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        if key.startswith(SHARED_KEYS):
            return bool(caches[SHARED].delete(key, version))
        return bool(super().delete(key, version))
