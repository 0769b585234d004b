"""The answer to a ready-made question in one sentence, written from the numbers."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

from observatory.presenters.answers.fields import no_years
from observatory.presenters.words import area_name, group_name, persons, region_name
from observatory.queries.questions import Answer, Found
from observatory.rules import rule_set
from portal.core.formatting import number, quotient, rate, share
from portal.registry.region_sets import region_set


def sentence(answer: Answer) -> str:
    """What the figures say; why there is nothing to say where they say nothing."""
    if answer.question.kind in ("new-clusters", "lost-clusters", "growing-industries") and answer.since is None:
        return no_years(answer)
    if not answer.rows:
        return gettext("None in %(year)s, in the %(area)s.") % _values(answer)
    return SENTENCES[answer.question.kind](answer) % _values(answer)


def place_name(row: Found) -> str:
    """`Oberbayern (Germany)`."""
    if row.region is None:
        return ""
    name = region_name(row.region)
    return f"{name} ({row.region.country.local_name})" if row.region.level else name


def cell_name(row: Found) -> str:
    """`Oberbayern – C29 Manufacture of motor vehicles`."""
    group = group_name(row.group) if row.group else ""
    return f"{region_name(row.region)} – {group}" if row.region else group


def set_name(code: str) -> str:
    return gettext(region_set(code).title)


def _values(answer: Answer) -> dict[str, object]:
    first = answer.rows[0] if answer.rows else Found(0.0)
    return {
        "year": answer.year,
        "since": answer.since,
        "area": area_name(answer.selection.area),
        "count": number(answer.count),
        "known": number(answer.known),
        "first": place_name(first),
        "cell": cell_name(first),
        "group": group_name(first.group) if first.group else "",
        "share": share(first.value),
        "rate": rate(first.value),
        "times": quotient(first.value),
        "number": number(first.value),
        "persons": persons(first.value),
        "threshold": share(answer.question.threshold, 0),
        "total": number(answer.total),
        "together": rate(answer.total),
        "result": gettext(rule_set(answer.question.rules).labels[answer.question.stars]),
        "sets": "; ".join(f"{set_name(row.set_code)} – {number(row.value)}" for row in answer.rows if row.set_code),
    }


def _focus(answer: Answer) -> str:
    return ngettext(
        "%(count)s region of %(known)s with a figure in %(year)s: %(first)s – %(share)s of its persons employed in "
        "the business economy covered.",
        "%(count)s regions of %(known)s with a figure in %(year)s; highest: %(first)s – %(share)s of its persons "
        "employed in the business economy covered.",
        answer.count,
    )


def _new(answer: Answer) -> str:
    return ngettext(
        "%(count)s cluster has %(result)s in %(year)s that had fewer in %(since)s: %(cell)s, %(persons)s.",
        "%(count)s clusters have %(result)s in %(year)s that had fewer in %(since)s; largest: %(cell)s, %(persons)s.",
        answer.count,
    )


def _lost(answer: Answer) -> str:
    return ngettext(
        "%(count)s of %(known)s clusters that had %(result)s in %(since)s has fewer in %(year)s: %(cell)s, "
        "%(persons)s.",
        "%(count)s of %(known)s clusters that had %(result)s in %(since)s have fewer in %(year)s; largest: %(cell)s, "
        "%(persons)s.",
        answer.count,
    )


def _concentrated(answer: Answer) -> str:
    return ngettext(
        "In %(count)s industry group of %(known)s five regions hold %(threshold)s or more in %(year)s: %(group)s – "
        "%(share)s.",
        "In %(count)s industry groups of %(known)s five regions hold %(threshold)s or more in %(year)s; highest: "
        "%(group)s – %(share)s.",
        answer.count,
    )


def _within(answer: Answer) -> str:
    return gettext("Of %(total)s clusters with %(result)s in %(year)s, %(area)s: %(sets)s.")


def _most(answer: Answer) -> str:
    return gettext(
        "%(total)s statistical clusters in %(known)s regions of the %(area)s in %(year)s; most: %(first)s – %(number)s."
    )


def _largest(answer: Answer) -> str:
    return gettext("Clusters with %(result)s in %(year)s: %(count)s; largest: %(cell)s, %(persons)s.")


def _fastest(answer: Answer) -> str:
    return gettext("Fastest of %(count)s such clusters in %(year)s: %(cell)s – %(rate)s a year.")


def _wages(answer: Answer) -> str:
    return gettext(
        "Highest of %(count)s such clusters in %(year)s: %(cell)s – %(times)s times the mean of its own country."
    )


def _specialised(answer: Answer) -> str:
    return gettext("Highest of %(count)s regions in %(year)s: %(first)s – %(times)s, where 0 is the %(area)s mix.")


def _growing(answer: Answer) -> str:
    return gettext("%(since)s–%(year)s, %(area)s: %(group)s – %(rate)s; all groups together: %(together)s.")


def _exposure(answer: Answer) -> str:
    return gettext(
        "Most exposed of %(count)s regions with a figure in %(year)s: %(first)s; the figures of %(total)s regions are "
        "unknown."
    )


def _close(answer: Answer) -> str:
    return gettext(
        "%(count)s of %(known)s regions in %(year)s have a star within a tenth of a cut; most to lose: %(first)s – "
        "%(number)s stars."
    )


def _estimated(answer: Answer) -> str:
    return gettext(
        "%(count)s of %(known)s totals in %(year)s are partly estimated; most: %(first)s – %(share)s. %(total)s "
        "regions have no total."
    )


SENTENCES: Mapping[str, Callable[[Answer], str]] = {
    "focus-above": _focus,
    "new-clusters": _new,
    "lost-clusters": _lost,
    "concentrated-industries": _concentrated,
    "within-set-count": _within,
    "most-clusters": _most,
    "largest-clusters": _largest,
    "fastest-growing-clusters": _fastest,
    "wages": _wages,
    "most-specialised-regions": _specialised,
    "growing-industries": _growing,
    "exposure": _exposure,
    "close-calls": _close,
    "estimates-needed": _estimated,
}
"""Patterns by kind; `sentence` fills in the values."""
