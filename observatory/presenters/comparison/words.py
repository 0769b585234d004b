"""Names of what is compared, figures as text, and the words for a place among peers."""

from collections.abc import Callable

from django.utils.translation import gettext

from observatory.comparison import Compared
from observatory.presenters.custom.words import listed
from observatory.presenters.words import area_name, full_region_name, group_name, region_name
from observatory.queries.comparison import Comparison, Subject, Value
from observatory.stats.comparing import Standing
from portal.core.formatting import MISSING, number, quotient, rate, share

FORMATS: dict[str, Callable[[float | None], str]] = {
    "number": number,
    "decimal1": lambda value: number(value, 1),
    "decimal2": lambda value: number(value, 2),
    "share": share,
    "share2": lambda value: share(value, 2),
    "quotient": quotient,
    "rate": rate,
}


def text_of(indicator: Compared, value: float | None) -> str:
    if indicator.labels and value is not None:
        return gettext(indicator.labels[int(value) - 1])
    return FORMATS[indicator.format](value)


def gap_text(indicator: Compared, value: float | None) -> str:
    """A difference with its sign, in the indicator's own unit; shares and rates differ by percentage points."""
    if value is None:
        return MISSING
    sign = "+" if value > 0 else ""
    if indicator.format in ("share", "share2", "rate"):
        points = number(100 * value, 2 if indicator.format == "share2" else 1)
        return gettext("%(points)s points") % {"points": sign + points}
    return sign + text_of(indicator, value)


def subject_name(kind: str, subject: Subject) -> str:
    if kind == "region":
        return region_name(subject.thing)
    if kind == "group":
        return group_name(subject.thing)
    return f"{region_name(subject.thing.place.region)}: {group_name(subject.thing.group)}"


def names_of(found: Comparison) -> tuple[str, ...]:
    """Names of the subjects as short as they can be: what all of them share is not said again."""
    if found.kind == "cluster":
        things = [subject.thing for subject in found.subjects]
        if len({thing.group.pk for thing in things}) == 1:
            return tuple(region_name(thing.place.region) for thing in things)
        if len({thing.place.code for thing in things}) == 1:
            return tuple(group_name(thing.group) for thing in things)
    return tuple(subject_name(found.kind, subject) for subject in found.subjects)


def shared_name(found: Comparison) -> str:
    """The group, or the region, that all compared clusters share; empty where there is none."""
    things = [subject.thing for subject in found.subjects] if found.kind == "cluster" else []
    if things and len({thing.group.pk for thing in things}) == 1:
        return group_name(things[0].group)
    if things and len({thing.place.code for thing in things}) == 1:
        return region_name(things[0].place.region)
    return ""


def title_of(found: Comparison) -> str:
    names = names_of(found)
    if found.kind == "group" and found.subjects[0].thing.scheme_id == "nace":
        names = tuple(subject.value for subject in found.subjects)
    values = {"names": listed(names), "shared": shared_name(found)}
    if values["shared"]:
        return gettext("Compare: %(names)s – %(shared)s") % values
    if found.kind == "group":
        return gettext("Compare industry groups: %(names)s") % values
    return gettext("Compare: %(names)s") % values


def full_name(kind: str, subject: Subject) -> str:
    return full_region_name(subject.thing) if kind == "region" else subject_name(kind, subject)


def quarter_text(found: Standing) -> str:
    """Which quarter of the peers a value lies in, the highest being the first to be named."""
    words = {
        1: gettext("lowest quarter"),
        2: gettext("second lowest quarter"),
        3: gettext("second highest quarter"),
        4: gettext("highest quarter"),
    }
    return words[found.quarter] if found.quarter else ""


def value_note(value: Value) -> str:
    if value.value is None:
        return gettext("confidential") if value.is_confidential else gettext("no figure")
    parts = [value.period, gettext("partly estimated") if value.is_estimated else ""]
    return "; ".join(part for part in parts if part)


def peers_text(found: Comparison, area: str) -> str:
    """Who the peers are: stated beside every table of a comparison."""
    values = {"area": area_name(area), "level": found.level, "year": found.year}
    if found.kind == "group":
        return gettext("Peers: all groups of the scheme that the source can measure, against the %(area)s.") % values
    if found.kind == "cluster":
        return gettext("Peers: all NUTS 2 regions of the %(area)s that publish the same group.") % values
    if found.level == 0:
        return gettext("Peers: all countries of the %(area)s.") % values
    return gettext("Peers: all NUTS %(level)s regions of the %(area)s.") % values
