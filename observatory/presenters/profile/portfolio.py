"""The portfolio of a place: how specialised it is in each group, and how fast each grows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.models import ClusterFigure
from observatory.portfolio import Rule, portfolio_rules
from observatory.presenters.addresses import cell_address
from observatory.presenters.drawing import drawn
from observatory.presenters.profile.actions import profile_actions
from observatory.presenters.profile.groups import drawable, growth_of, kinds_of, years_of
from observatory.presenters.profile.portfolio_chart import portfolio_chart
from observatory.presenters.stars import stars_cell, stars_of
from observatory.presenters.words import area_name, group_name, source_line
from observatory.queries.group_change import GroupChange
from observatory.queries.region import Profile
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Cell, Column, Figure, Link, Table

FORMATS = ("svg", "png", "csv", "xlsx", "json")
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A group in a list: its figures in one line."""

    link: Link
    text: str


@dataclass(frozen=True, slots=True)
class RuleList:
    """`rest` says how many more there are than shown."""

    id: str
    title: str
    rule: str
    entries: tuple[Entry, ...]
    empty: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """`lists` are empty where nothing could be drawn nor listed: the figure says so once."""

    figure: Figure
    lists: tuple[RuleList, ...]
    note: str


def present_portfolio(profile: Profile, path: str) -> Portfolio:
    figure, lists = _figure(profile, path), _lists(profile)
    is_empty = not figure.svg and not any(one.entries for one in lists)
    return Portfolio(figure, () if is_empty else lists, _note(profile))


def _figure(profile: Profile, path: str) -> Figure:
    chart = portfolio_chart(profile)
    title = chart.title if chart else gettext("Portfolio")
    return Figure(
        id="portfolio",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        table=_table(profile) if chart else None,
        actions=profile_actions(profile, path, title, FORMATS if chart else (), "portfolio"),
        source=source_line(profile.release, _all_years(profile)) if chart else "",
        is_demonstration=profile.release.is_demonstration,
        empty=_why_not_drawn(profile),
    )


def _why_not_drawn(profile: Profile) -> str:
    if profile.change.since is None:
        return gettext("No two years of the groups can be compared; the section on change says why.")
    return gettext("No group has a rate of growth from %(since)s to %(until)s.") % years_of(profile)


def _all_years(profile: Profile) -> str:
    years = years_of(profile)
    period = f"{years['since']}–{years['until']}"
    return period if years["until"] == profile.year else f"{period}, {profile.year}"


def _table(profile: Profile) -> Table:
    years = years_of(profile)
    columns = (
        Column("group", gettext("Industry group")),
        Column("stars", gettext("Stars")),
        Column("location_quotient", gettext("Location quotient, %(year)s") % years, gettext("times"), is_numeric=True),
        Column("quotient_change", gettext("Its change %(since)s–%(until)s") % years, "%", is_numeric=True),
        Column("growth", gettext("Growth %(since)s–%(until)s") % years, gettext("% a year"), is_numeric=True),
        Column(
            "area_growth",
            gettext("Growth in the %(area)s") % {"area": area_name(profile.selection.area)},
            gettext("% a year"),
            is_numeric=True,
        ),
        Column("persons_employed", gettext("Persons employed, %(year)s") % years, is_numeric=True),
    )
    rows = tuple(_row(profile, one) for one in drawable(profile))
    return Table(gettext("Portfolio, %(since)s–%(until)s") % years, columns, rows)


def _row(profile: Profile, one: GroupChange) -> tuple[Cell, ...]:
    figure = one.figure
    return (
        Cell(group_name(figure.group), url=cell_address(figure, profile.selection)),
        stars_cell(figure, profile.release, profile.selection.rules),
        Cell(quotient(figure.location_quotient)),
        Cell(rate(one.lq_change)) if one.lq_change is not None else Cell(MISSING, note=_no_area(profile)),
        Cell(rate(growth_of(profile, one))),
        Cell(rate(one.area_growth)) if one.area_growth is not None else Cell(MISSING, note=_no_area(profile)),
        Cell(number(figure.persons_employed)),
    )


def _no_area(profile: Profile) -> str:
    if profile.change.since is None:
        return gettext("the two years cannot be compared with the reference area")
    return gettext("too few countries of the reference area publish the group in both years")


def _lists(profile: Profile) -> tuple[RuleList, ...]:
    rules = portfolio_rules()
    return (
        _list(profile, "strength", rules.strength, gettext("No group meets this rule."), _present),
        _list(profile, "emerging", rules.emerging, _no_group(profile), _moving),
        _list(profile, "at-risk", rules.at_risk, _no_group(profile), _moving),
    )


def _no_group(profile: Profile) -> str:
    if profile.change.since is None:
        return gettext("No two years can be compared.")
    if all(one.growth is None for one in profile.groups):
        return gettext("No group has a rate of growth in these years.")
    return gettext("No group meets this rule.")


def _list(profile: Profile, code: str, rule: Rule, empty: str, text: Callable[[Profile, GroupChange], str]) -> RuleList:
    rows = [one for one in profile.groups if code in kinds_of(profile, one)]
    ordered = sorted(rows, key=lambda one: _order(profile, code, one))
    values = {
        "quotient": quotient(rule.quotient),
        "persons": number(rule.persons),
        "change": share(rule.change, 0),
        "area": area_name(profile.selection.area),
    }
    left = len(ordered) - SHOWN
    return RuleList(
        id=code,
        title=gettext(rule.title),
        rule=gettext(rule.explanation) % values,
        entries=tuple(_entry(profile, one.figure, text(profile, one)) for one in ordered[:SHOWN]),
        empty=empty,
        rest=gettext("and %(count)s more in the table") % {"count": left} if left > 0 else "",
    )


def _order(profile: Profile, code: str, one: GroupChange) -> tuple[float, ...]:
    """Strengths by stars and size, the others by how far their quotient moved."""
    persons = -(one.figure.persons_employed or 0.0)
    if code == "strength":
        return -(stars_of(one.figure, profile.release, profile.selection.rules) or 0), persons
    return -abs(one.lq_change or 0.0), persons


def _entry(profile: Profile, figure: ClusterFigure, text: str) -> Entry:
    return Entry(Link(group_name(figure.group), cell_address(figure, profile.selection)), text)


def _present(profile: Profile, one: GroupChange) -> str:
    figure = one.figure
    values = {"times": quotient(figure.location_quotient), "persons": number(figure.persons_employed)}
    growth = growth_of(profile, one)
    if growth is None:
        return gettext("quotient %(times)s, %(persons)s persons employed") % values
    values["growth"] = rate(growth)
    return gettext("quotient %(times)s, %(persons)s persons employed, %(growth)s a year") % values


def _moving(profile: Profile, one: GroupChange) -> str:
    values = {
        "times": quotient(one.figure.location_quotient),
        "change": rate(one.lq_change),
        "growth": rate(one.growth),
        "area_growth": rate(one.area_growth),
        "area": area_name(profile.selection.area),
    }
    text = gettext("quotient %(times)s (%(change)s), %(growth)s a year; %(area)s: %(area_growth)s")
    return text % values


def _note(profile: Profile) -> str:
    since = profile.change.since
    if since is None:
        return _note_without_comparison(profile)
    return gettext(
        "Change %(since)s–%(year)s is measured against the same countries in both years. Groups with fewer than 250 "
        "persons employed at the start, a break in series or an unpublished year are not compared. Groups that serve "
        "local markets are in no list; a group may be a strength and at risk."
    ) % {"since": since, "year": profile.year}


def _note_without_comparison(profile: Profile) -> str:
    """The growth shown ends before the year of the quotients."""
    if not drawable(profile):
        return ""
    return gettext(
        "Growth is that of %(since)s–%(until)s, the last years without a break in series; %(year)s cannot be compared "
        "with them, so nothing is called emerging or at risk."
    ) % years_of(profile)
