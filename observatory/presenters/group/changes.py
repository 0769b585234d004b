"""How the statistical clusters of a group changed between two years, test by test, in words."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext, ngettext, pgettext

from observatory.models import ClusterFigure
from observatory.presenters.addresses import cell_address
from observatory.presenters.group.section import Section
from observatory.presenters.industry_trend import TABLE_FORMATS, actions_of, values_of
from observatory.presenters.stars import earned_cell
from observatory.presenters.words import region_name, region_of, source_line
from observatory.queries.cluster_changes import Cause, Change, Changes, Gap, Incomparable, Kind, Turn
from observatory.queries.group import GroupProfile
from portal.core.formatting import MISSING, named, number, quotient, share
from portal.core.page import Cell, Column, Table

FORMATS: dict[str, Callable[[float | None], str]] = {
    "location_quotient": quotient,
    "relative_wage": quotient,
    "size": lambda value: share(value, 2),
    "focus": lambda value: share(value, 2),
}


def changes_section(profile: GroupProfile, path: str) -> Section | None:
    """None where no earlier year is there to compare with, or no region has a star in either year."""
    found = profile.changes
    if found is None or not (found.changes or found.unchanged or found.incomparable):
        return None
    years = {"since": found.since, "year": found.year}
    title = gettext("What changed among its clusters, %(since)s–%(year)s") % years
    return Section(
        id="changes",
        summary=changes_sentence(found),
        table=_table(profile, found, title),
        actions=actions_of(profile, path, title, TABLE_FORMATS, "changes"),
        notes=tuple(_notes(profile, found)),
        source=source_line(profile.release, f"{found.since}–{found.year}"),
        more=_incomparable_table(profile, found),
    )


def changes_sentence(found: Changes) -> str:
    """`From 2013 to 2014: 3 new, 2 gone, 4 with more and 1 with fewer stars; 45 unchanged.`"""
    values = {
        "since": found.since,
        "year": found.year,
        "new": number(found.count(Kind.NEW)),
        "gone": number(found.count(Kind.GONE)),
        "more": number(found.count(Kind.MORE)),
        "fewer": number(found.count(Kind.FEWER)),
        "unchanged": number(found.unchanged),
    }
    pattern = gettext(
        "From %(since)s to %(year)s: clusters that are new: %(new)s, gone: %(gone)s, with more stars: %(more)s, with "
        "fewer: %(fewer)s, as before: %(unchanged)s."
    )
    return pattern % values


def kind_text(kind: Kind) -> str:
    words = {
        Kind.NEW: gettext("New"),
        Kind.GONE: gettext("Gone"),
        Kind.MORE: gettext("More stars"),
        Kind.FEWER: gettext("Fewer stars"),
    }
    return words[kind]


def turn_text(turn: Turn, since: int, year: int) -> str:
    """`Size passed: 61,300 (2013: 58,900), cut 61,200 (2013: 60,400) – the value rose`."""
    values = {
        "test": gettext(turn.test.title),
        "value": _amount(turn, turn.after.value),
        "cut": _amount(turn, turn.after.cut),
        "old_value": _amount(turn, turn.before.value),
        "old_cut": _amount(turn, turn.before.cut),
        "since": since,
        "year": year,
        "cause": cause_text(turn),
    }
    if turn.is_gained:
        pattern = gettext(
            "%(test)s, now passed: %(old_value)s against a cut of %(old_cut)s in %(since)s, %(value)s against %(cut)s "
            "in %(year)s – %(cause)s"
        )
    else:
        pattern = gettext(
            "%(test)s, no longer passed: %(old_value)s against a cut of %(old_cut)s in %(since)s, %(value)s against "
            "%(cut)s in %(year)s – %(cause)s"
        )
    return pattern % values


def cause_text(turn: Turn) -> str:
    """Which of the two moved; both where neither alone, or each alone, would have turned the test."""
    if turn.cause == Cause.UNPUBLISHED:
        return gettext("a figure is not published in one of the years")
    words = {
        (Cause.VALUE, True): gettext("the value rose"),
        (Cause.VALUE, False): gettext("the value fell"),
        (Cause.CUT, True): gettext("the cut fell"),
        (Cause.CUT, False): gettext("the cut rose"),
        (Cause.BOTH, True): gettext("the value rose against the cut"),
        (Cause.BOTH, False): gettext("the value fell against the cut"),
    }
    return words[turn.cause, turn.is_gained]


def _amount(turn: Turn, value: float | None) -> str:
    return FORMATS.get(turn.test.measure, number)(value)


def _table(profile: GroupProfile, found: Changes, caption: str) -> Table:
    columns = (
        Column("region", gettext("Region")),
        Column("change", pgettext("development over the years", "Change")),
        Column("before", gettext("Stars"), str(found.since)),
        Column("after", gettext("Stars"), str(found.year)),
        Column("why", gettext("Which test made the difference")),
    )
    years = {"since": found.since, "year": found.year}
    empty = gettext("From %(since)s to %(year)s no cluster is new or gone, or has more or fewer stars.") % years
    return Table(caption, columns, tuple(_row(one, profile, found) for one in found.changes), empty).folded()


def _row(one: Change, profile: GroupProfile, found: Changes) -> tuple[Cell, ...]:
    rules = profile.selection.rules
    why = [turn_text(turn, found.since, found.year) for turn in one.turns]
    return (
        Cell(_name(one.after), url=cell_address(one.after, profile.selection)),
        Cell(kind_text(one.kind)),
        earned_cell(one.stars_before, rules, is_hollow=one.before.total_is_estimated),
        earned_cell(one.stars_after, rules, is_hollow=one.after.total_is_estimated),
        Cell("\n".join(why) or MISSING),
    )


def _name(figure: ClusterFigure) -> str:
    region = region_of(figure)
    return f"{region_name(region)} ({region.code})"


def _notes(profile: GroupProfile, found: Changes) -> Iterator[str]:
    values = values_of(profile) | {"since": found.since, "count": number(len(found.countries))}
    yield (
        ngettext(
            "Compared over %(count)s country that publishes the group and its total in %(since)s and %(year)s. Cuts "
            "are those of each year.",
            "Compared over %(count)s countries that publish the group and their total in %(since)s and %(year)s. Cuts "
            "are those of each year.",
            len(found.countries),
        )
        % values
    )


def _incomparable_table(profile: GroupProfile, found: Changes) -> Table | None:
    """Regions with a star in one year whose other year says nothing; None where there is none."""
    if not found.incomparable:
        return None
    count = len(found.incomparable)
    caption = ngettext(
        "%(count)s region with a star in one of the years is not compared",
        "%(count)s regions with a star in one of the years are not compared",
        count,
    ) % {"count": number(count)}
    columns = (
        Column("region", gettext("Region")),
        Column("year", gettext("Cluster in"), is_numeric=True),
        Column("stars", gettext("Stars")),
        Column("why", gettext("Why it is not compared")),
    )
    return Table(caption, columns, tuple(_incomparable_row(one, profile, found) for one in found.incomparable))


def _incomparable_row(one: Incomparable, profile: GroupProfile, found: Changes) -> tuple[Cell, ...]:
    starred, other = (found.since, found.year) if one.is_before else (found.year, found.since)
    return (
        Cell(_name(one.figure), url=cell_address(one.figure, profile.selection)),
        Cell(str(starred)),
        earned_cell(one.stars, profile.selection.rules, is_hollow=one.figure.total_is_estimated),
        Cell(gap_text(one, other)),
    )


def gap_text(one: Incomparable, other: int) -> str:
    """`2010: the region has no total, so no location quotient`."""
    words = {
        Gap.BORDERS: gettext("no figures of the region: its borders or code changed, or nothing is published"),
        Gap.COUNTRY: gettext("the country does not publish the group in both years"),
        Gap.UNJUDGED: str(one.reason.label) if one.reason is not None else gettext("not judged"),
    }
    return named(str(other), words[one.gap])
