"""What differs between a release and the others that are kept: set-based SQL over the figures of both."""

from typing import Any

from django.db import connection, transaction

from observatory.loading.changes import compare_releases
from observatory.models import Moved, Release, ReleaseComparison, Status
from observatory.models.figure import Area

MOST_KEPT = 8  # releases compared with; readers who want an older pair have the files of both
TOLERANCE = 1e-9  # relative: less is the rounding of another order of sums

# Both sides come out of the unique index of cells in the same order, so the join is a merge.
CELLS = """
(SELECT * FROM observatory_clusterfigure WHERE release_id = %(release)s AND area = %(area)s AND NOT is_union) new
FULL JOIN
(SELECT * FROM observatory_clusterfigure WHERE release_id = %(before)s AND area = %(area)s AND NOT is_union) old
USING (region_id, group_id, year)
"""
FIGURES = f"""
SELECT year, count(old.persons_employed), count(new.persons_employed),
       count(*) FILTER (WHERE abs(new.persons_employed - old.persons_employed)
           > %(tolerance)s * greatest(abs(new.persons_employed), abs(old.persons_employed))),
       count(*) FILTER (WHERE abs(new.location_quotient - old.location_quotient)
           > %(tolerance)s * greatest(abs(new.location_quotient), abs(old.location_quotient)))
FROM {CELLS}
GROUP BY year
ORDER BY year
"""  # noqa: S608 (only constants of this file are joined)
COLUMNS = ("year", "before", "after", "changed", "quotients_changed")
# A result that appears or vanishes with a figure is a change where it is a star; PostgreSQL counts arrays from 1.
# What became confidential is not repeated from the release in which it was not.
FIND = f"""
INSERT INTO observatory_releasechange (comparison_id, rules, region_id, group_id, year, stars_before, stars_after,
    persons_before, persons_after, quotient_before, quotient_after, turned, moved)
SELECT %(comparison)s, rules.code, region_id, group_id, year, old.stars[rules.was], new.stars[rules.now],
       CASE WHEN new.status = {Status.CONFIDENTIAL:d} THEN NULL ELSE old.persons_employed END, new.persons_employed,
       CASE WHEN new.status = {Status.CONFIDENTIAL:d} THEN NULL ELSE old.location_quotient END, new.location_quotient,
       coalesce(new.passed[rules.now], 0) # coalesce(old.passed[rules.was], 0),
       CASE WHEN (old.persons_employed, old.local_units, old.wages_meur, old.status)
           IS DISTINCT FROM (new.persons_employed, new.local_units, new.wages_meur, new.status)
           THEN {Moved.VALUE:d} ELSE 0 END
FROM {CELLS}
CROSS JOIN unnest(%(codes)s::text[], %(was)s::int[], %(now)s::int[]) AS rules (code, was, now)
WHERE coalesce(old.stars[rules.was], 0) <> coalesce(new.stars[rules.now], 0)
"""  # noqa: S608 (only constants of this file are joined)
TOTALS = f"""
UPDATE observatory_releasechange one SET moved = moved | {Moved.TOTAL:d}
WHERE comparison_id = %(comparison)s AND (
    EXISTS (
        SELECT FROM observatory_regionfigure new LEFT JOIN observatory_regionfigure old
            ON old.region_id = new.region_id AND old.year = new.year AND old.release_id = %(before)s
        WHERE new.release_id = %(release)s AND new.region_id = one.region_id AND new.year = one.year
            AND new.persons_employed IS DISTINCT FROM old.persons_employed)
    OR EXISTS (
        SELECT FROM observatory_groupfigure new LEFT JOIN observatory_groupfigure old
            ON old.group_id = new.group_id AND old.year = new.year AND old.area = new.area
            AND old.release_id = %(before)s
        WHERE new.release_id = %(release)s AND new.area = %(area)s AND new.group_id = one.group_id
            AND new.year = one.year
            AND (new.persons_employed, new.total_persons) IS DISTINCT FROM (old.persons_employed, old.total_persons)))
"""  # noqa: S608 (only constants of this file are joined)
CUTS = f"""
UPDATE observatory_releasechange one SET moved = moved | {Moved.CUT:d}
FROM registry_industrygroup its
WHERE comparison_id = %(comparison)s AND its.id = one.group_id AND EXISTS (
    SELECT FROM observatory_starcut new LEFT JOIN observatory_starcut old
        ON (old.area, old.rules, old.test, old.scheme_id, old.year) =
           (new.area, new.rules, new.test, new.scheme_id, new.year)
        AND old.group_id IS NOT DISTINCT FROM new.group_id AND old.release_id = %(before)s
    WHERE new.release_id = %(release)s AND new.area = %(area)s AND new.rules = one.rules AND new.year = one.year
        AND new.scheme_id = its.scheme_id AND (new.group_id = one.group_id OR new.group_id IS NULL)
        AND new.cut IS DISTINCT FROM old.cut)
"""  # noqa: S608 (only constants of this file are joined)
METHOD = f"""
UPDATE observatory_releasechange SET moved = {Moved.METHOD:d}
WHERE comparison_id = %(comparison)s AND moved = 0 AND %(is_method_changed)s
"""  # noqa: S608 (only constants of this file are joined)


def compare_with_kept(release: Release, *, again: bool = False) -> int:
    """Compare `release` with the newest others that visitors met, and say with how many.

    A pair that is known is left alone unless `again`: the figures of one of the two were computed anew.
    """
    kept = Release.objects.filter(first_published_at__isnull=False, state=Release.State.COMPUTED)
    others = list(kept.exclude(pk=release.pk).order_by("-pk")[:MOST_KEPT])
    pairs = [(release, one) if release.pk > one.pk else (one, release) for one in others]
    known = set() if again else set(ReleaseComparison.objects.values_list("release_id", "before_id"))
    wanted = [(new, old) for new, old in pairs if (new.pk, old.pk) not in known]
    for new, old in wanted:
        compare_pair(new, old)
    return len(wanted)


@transaction.atomic
def compare_pair(release: Release, before: Release) -> ReleaseComparison:
    """Store what differs between two computed releases; what was stored of the pair is replaced."""
    ReleaseComparison.objects.filter(release=release, before=before).delete()
    values: dict[str, Any] = {"release": release.pk, "before": before.pk, "area": Area.EU27.value}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, values | {"tolerance": TOLERANCE})
        figures = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    comparison = ReleaseComparison.objects.create(
        release=release,
        before=before,
        is_method_changed=release.method != before.method,
        observations=compare_releases(release, before),
        figures=figures,
    )
    _find_changes(comparison, values)
    return comparison


def _find_changes(comparison: ReleaseComparison, values: dict[str, Any]) -> None:
    """One row a cell and rule set whose result is another one, then what moved: totals, cuts, else the method."""
    now, then = comparison.release.rule_sets, comparison.before.rule_sets
    codes = [code for code in now if code in then]
    values |= {
        "comparison": comparison.pk,
        "is_method_changed": comparison.is_method_changed,
        "codes": codes,
        "was": [then.index(code) + 1 for code in codes],
        "now": [now.index(code) + 1 for code in codes],
    }
    with connection.cursor() as cursor:
        for statement in (FIND, TOTALS, CUTS, METHOD):
            cursor.execute(statement, values)
