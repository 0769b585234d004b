"""Key facts of several regions taken as one."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from observatory.queries.custom import CustomProfile
from portal.core.formatting import MISSING, number
from portal.core.page import KeyFact


def has_sums(profile: CustomProfile) -> bool:
    has_total = bool(profile.total and profile.total.persons_employed is not None)
    return has_total or any(cell.persons_employed is not None for cell in profile.cells)


def custom_facts(profile: CustomProfile) -> Iterable[KeyFact]:
    """The sum, its clusters and its groups; without any sum the clusters, and how many members have figures."""
    if has_sums(profile):
        yield _total_fact(profile)
        yield _clusters_fact(profile)
        yield _groups_fact(profile)
    else:
        yield _clusters_fact(profile)
        yield _members_fact(profile)


def _total_fact(profile: CustomProfile) -> KeyFact:
    total = profile.total.persons_employed if profile.total else None
    note = gettext("NACE B–N without K, and S95") if total is not None else gettext("a member has no total")
    label = gettext("Persons employed, business economy covered")
    return KeyFact(label, number(total), year=str(profile.year), note=note)


def _members_fact(profile: CustomProfile) -> KeyFact:
    rows = profile.members_now.rows
    known = sum(row.persons_employed is not None for row in rows)
    note = gettext("of %(count)s; a sum needs all of them") % {"count": number(len(rows))}
    return KeyFact(gettext("Members with a total"), number(known), year=str(profile.year), note=note)


def _clusters_fact(profile: CustomProfile) -> KeyFact:
    year, counts = str(profile.year), profile.counts
    return KeyFact(
        gettext("Statistical clusters of single regions inside"),
        number(counts.clusters) if counts else MISSING,
        year=year,
        note=_three(profile) if counts else gettext("none of its regions was judged"),
    )


def _groups_fact(profile: CustomProfile) -> KeyFact:
    shown = sum(cell.persons_employed is not None for cell in profile.cells)
    values = {"count": number(len(profile.cells))}
    note = gettext("of %(count)s; the others are hidden or unpublished in a member") % values
    return KeyFact(gettext("Industry groups with a sum"), number(shown), year=str(profile.year), note=note)


def _three(profile: CustomProfile) -> str:
    counts = profile.counts
    if counts is None or profile.selection.rules != "three-stars":
        return ""
    return ngettext("%(count)s with three stars", "%(count)s with three stars", counts.three_stars) % {
        "count": number(counts.three_stars)
    }
