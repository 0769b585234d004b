"""Adds numbers to the daily counts."""

from collections.abc import Mapping
from datetime import date

from django.db import connection
from django.utils import timezone

Key = tuple[date, str, str]
ADD = """
INSERT INTO editorial_dailycount AS known (day, kind, part, number) VALUES (%s, %s, %s, %s)
ON CONFLICT (day, kind, part) DO UPDATE SET number = known.number + EXCLUDED.number
"""


def add_counts(counts: Mapping[Key, int]) -> None:
    """All at once or none, in a fixed order so that two writers never wait for each other. 1 query a key."""
    rows = [(*key, number) for key, number in sorted(counts.items())]
    with connection.cursor() as cursor:
        cursor.executemany(ADD, rows)


def add_count(kind: str, part: str) -> None:
    """One more today. 1 query."""
    add_counts({(timezone.localdate(), str(kind), part): 1})
