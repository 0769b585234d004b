"""What a release adds, changes and leaves out against the one before."""

from typing import Any

from django.db import connection

from observatory.models import Release

# Both sides come out of the primary key in order, so the join is a merge: no sort, no hash of a million rows.
COMPARE = """
SELECT indicator, year,
       count(*) FILTER (WHERE old.release_id IS NULL) AS added,
       count(*) FILTER (WHERE new.release_id IS NULL) AS removed,
       count(*) FILTER (WHERE new.release_id IS NOT NULL AND old.release_id IS NOT NULL AND
           (new.value, new.status, new.marks) IS DISTINCT FROM (old.value, old.status, old.marks)) AS changed
FROM (SELECT * FROM observatory_observation WHERE release_id = %s) new
FULL JOIN (SELECT * FROM observatory_observation WHERE release_id = %s) old
    USING (indicator, region_id, industry_id, year)
GROUP BY indicator, year
ORDER BY indicator, year
"""


def compare_releases(release: Release, before: Release) -> dict[str, Any]:
    """Cells added, changed and removed by indicator and year, as JSON. One SQL query over both releases."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARE, [release.pk, before.pk])
        rows = cursor.fetchall()
    names = ("indicator", "year", "added", "removed", "changed")
    return {
        "against": before.code,
        "added": sum(row[2] for row in rows),
        "removed": sum(row[3] for row in rows),
        "changed": sum(row[4] for row in rows),
        "by_year": [dict(zip(names, row, strict=True)) for row in rows if any(row[2:])],
    }
