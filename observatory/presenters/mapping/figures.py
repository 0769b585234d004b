"""A region's figure in words: its value, its rank among the others, and what must be said of it."""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext

from observatory.models import Mark, Status
from observatory.presenters.measure import Measure, unit_words
from observatory.presenters.measures import measure_of
from observatory.presenters.words import cluster_count
from observatory.queries.mapping import MapRow
from observatory.rules import rule_set
from observatory.selection import Selection
from observatory.stats.ranking import competition_ranks
from portal.core import formatting
from portal.registry.region_sets import region_set


def figure_words(row: MapRow, measure: Measure, selection: Selection) -> str:
    """A region's figure in words: `19 statistical clusters, 4 with three stars`."""
    if row.value is None:
        return gettext("no figure (%(reason)s)") % {"reason": row.reason} if row.reason else gettext("no figure")
    if measure.counts_clusters:
        return _cluster_words(row, rule_set(selection.rules).labels)
    if measure.names:
        return measure.name(row.value)
    if measure.is_change:
        return _change_words(row, measure, selection)
    return f"{measure.format(row.value)} {unit_words(measure, selection.area)}".strip()


def _change_words(row: MapRow, measure: Measure, selection: Selection) -> str:
    """`+0.49 (2010: 2.44, 2014: 2.93)`: the unit is in the title where both figures are quotients or stars."""
    own = measure_of(selection.figure, selection.group, selection.rules)
    has_unit = measure.code != "location_quotient" and not own.names
    values = {
        "change": f"{measure.format(row.value)} {measure.unit}" if has_unit else measure.format(row.value),
        "first": formatting.named(selection.since, figure_text(row.before, own)),
        "last": formatting.named(selection.year, figure_text(row.after, own)),
    }
    return gettext("%(change)s (%(first)s, %(last)s)") % values


def _cluster_words(row: MapRow, labels: Sequence[str]) -> str:
    """Clusters, and how many of them reach the highest result that any of the region's has."""
    clusters = cluster_count(int(row.value or 0))
    best = next(((count, place) for place, count in zip((3, 2, 1), row.counts, strict=True) if count), None)
    if best is None or best[1] >= len(labels):
        return clusters
    values = {"clusters": clusters, "count": formatting.number(best[0]), "label": gettext(labels[best[1]])}
    return gettext("%(clusters)s, %(count)s of them: %(label)s") % values


def value_text(row: MapRow, measure: Measure) -> str:
    return figure_text(row.value, measure)


def figure_text(value: float | None, measure: Measure) -> str:
    """A figure without its unit; words where numbers have words."""
    if value is None:
        return formatting.MISSING
    return measure.name(value) if measure.names else measure.format(value)


def ranks(rows: Sequence[MapRow], selection: Selection) -> dict[tuple[str, str], str]:
    """`rank 3 of 230` by published code and version: the highest value first, ties share a rank. Sums have none.

    Among fewer than all, it says among which: `rank 3 of 38 (Germany)`.
    """
    ranked = [row for row in rows if row.value is not None and not row.is_union]
    if not ranked:
        return {}
    places = competition_ranks(np.array([[row.value] for row in ranked], dtype=float))[:, 0]
    among = _among(ranked[0], selection)
    text = gettext("rank %(rank)s of %(count)s (%(among)s)") if among else gettext("rank %(rank)s of %(count)s")
    return {
        (row.published_code, row.version): text % {"rank": place, "count": len(ranked), "among": among}
        for row, place in zip(ranked, places, strict=True)
    }


def _among(row: MapRow, selection: Selection) -> str:
    """The country and the set that the map is narrowed to; empty for all of Europe."""
    title = gettext(region_set(selection.within).title) if selection.within else ""
    return ", ".join(filter(None, (row.country_name if selection.country else "", title)))


def remark_words(row: MapRow) -> str:
    """Status and marks, and the larger place whose figure it is; empty for a final figure without marks."""
    if row.value is None:
        return ""
    words = [str(Status(row.status).label)] if row.status != Status.FINAL else []
    words += [str(mark.label) for mark in Mark if row.marks & mark]
    if row.zone:
        words.append(gettext("figure of %(zone)s") % {"zone": row.zone})
    return "; ".join(words)
