"""The portfolio of a place: how specialised it is in each group, and how fast each grows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from observatory.charts.bubbles import Bubble, Quadrants, Tone, beyond, bubble_chart
from observatory.charts.parts import Words
from observatory.models import ClusterFigure
from observatory.portfolio import Facts, Rule, is_at_risk, is_emerging, is_strength, portfolio_rules
from observatory.presenters.addresses import cell_address
from observatory.presenters.drawing import drawn
from observatory.presenters.profile.actions import profile_actions
from observatory.presenters.stars import stars_cell, stars_of
from observatory.presenters.words import area_name, group_label, group_name, region_name, source_line
from observatory.queries.group_change import GroupChange
from observatory.queries.region import Profile
from observatory.rules import rule_set
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Cell, Column, Figure, Link, Table
from portal.core.palette import palette
from portal.registry.models import IndustryGroup

FORMATS = ("svg", "png", "csv", "xlsx", "json")
SHOWN = 6
NUTS2 = 2


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
    figure: Figure
    lists: tuple[RuleList, ...]
    note: str


def present_portfolio(profile: Profile, path: str) -> Portfolio:
    return Portfolio(_figure(profile, path), _lists(profile), _note(profile))


def facts_of(profile: Profile, change: GroupChange) -> Facts:
    """What the rules ask, in one place for page, chart and download."""
    figure = change.figure
    return Facts(
        quotient=figure.location_quotient,
        persons=figure.persons_employed,
        stars=stars_of(figure, profile.release, profile.selection.rules) or 0,
        persons_before=change.before,
        quotient_before=change.lq_before,
        quotient_change=change.lq_change,
        growth=change.growth,
        area_growth=change.area_growth,
    )


def kinds_of(profile: Profile, change: GroupChange) -> tuple[str, ...]:
    """Lists that the group is in: `strength`, `emerging`, `at-risk`; none for groups that serve local markets."""
    if change.figure.group.market == IndustryGroup.Market.LOCAL:
        return ()
    facts = facts_of(profile, change)
    tests = (("strength", is_strength), ("emerging", is_emerging), ("at-risk", is_at_risk))
    return tuple(code for code, test in tests if test(facts))


def period_of(profile: Profile) -> tuple[int, int] | None:
    """Years of the growth shown: those compared, or else the last ones before a break that most groups share."""
    if profile.change.since is not None:
        return profile.change.since, profile.year
    found = [(one.growth_from, one.growth_to) for one in profile.figures if one.growth_from and one.growth_to]
    return max(set(found), key=found.count) if found else None


def growth_of(profile: Profile, one: GroupChange) -> float | None:
    """Yearly growth in this period; None where the group has none in just these years."""
    if profile.change.since is not None:
        return one.growth
    is_same = (one.figure.growth_from, one.figure.growth_to) == period_of(profile)
    return one.figure.growth if is_same else None


def _years(profile: Profile) -> dict[str, object]:
    first, last = period_of(profile) or (profile.year, profile.year)
    return {"since": first, "until": last, "year": profile.year}


def _drawable(profile: Profile) -> list[GroupChange]:
    """Groups with both measures, those that deserve a name first: specialised and large."""
    rows = [one for one in profile.groups if growth_of(profile, one) is not None and one.figure.location_quotient]
    return sorted(rows, key=lambda one: -_weight(profile, one))


def _weight(profile: Profile, one: GroupChange) -> float:
    """Persons employed beyond what the area's share would give; groups in a list come first."""
    figure = one.figure
    beyond = (figure.persons_employed or 0.0) * max(0.0, 1 - 1 / (figure.location_quotient or 1.0))
    return beyond + (1e9 if kinds_of(profile, one) else 0.0)


def portfolio_chart(profile: Profile) -> Chart | None:
    rows = _drawable(profile)
    if not rows:
        return None
    tones = _tones(profile)
    bubbles = [_bubble(profile, one, len(tones) - 1) for one in rows]
    words = Words("portfolio", _title(profile), _summary(profile, bubbles))
    return bubble_chart(words, bubbles, _quadrants(profile), tones)


def _bubble(profile: Profile, one: GroupChange, local: int) -> Bubble:
    figure = one.figure
    is_local = figure.group.market == IndustryGroup.Market.LOCAL
    short = figure.group.code if figure.group.scheme_id == "nace" else group_label(figure.group)
    return Bubble(
        name=group_name(figure.group),
        short=short,
        quotient=figure.location_quotient or 0.0,
        rate=growth_of(profile, one) or 0.0,
        persons=figure.persons_employed or 0.0,
        tone=local if is_local else _tone_of(profile, one),
    )


def _tone_of(profile: Profile, one: GroupChange) -> int:
    """Place in `_tones`: the result in a region; in a country, which has no stars, whether it is a strength."""
    if profile.place.region.level < NUTS2:
        return int("strength" in kinds_of(profile, one))
    return stars_of(one.figure, profile.release, profile.selection.rules) or 0


def _tones(profile: Profile) -> tuple[Tone, ...]:
    """Nothing special, then each result of the rule set (or strengths), then local groups."""
    muted, scale = palette().figure.muted, palette().sequential
    local = Tone(gettext("serves local markets"), muted, is_hollow=True)
    if profile.place.region.level < NUTS2:
        return Tone(gettext("other groups"), muted), Tone(gettext("strength"), palette().figure.accent), local
    labels = [gettext(label) for label in rule_set(profile.selection.rules).labels]
    fills = scale.classes(len(labels) + 1)[2:]
    starred = tuple(Tone(label, fill) for label, fill in zip(labels[1:], fills, strict=True))
    return (Tone(labels[0], muted), *starred, local)


def _quadrants(profile: Profile) -> Quadrants:
    return Quadrants(
        upper_left=gettext("Less present, growing"),
        upper_right=gettext("Specialised, growing"),
        lower_left=gettext("Less present, shrinking"),
        lower_right=gettext("Specialised, shrinking"),
        x_title=gettext("location quotient %(year)s (times the %(area)s share)")
        % {"year": profile.year, "area": area_name(profile.selection.area)},
        y_title=gettext("growth a year, %(since)s–%(until)s") % _years(profile),
    )


def _title(profile: Profile) -> str:
    """The message: how many of the specialised groups grow."""
    name = region_name(profile.place.region)
    rows = [one for one in _drawable(profile) if (one.figure.location_quotient or 0) >= 1 and not _is_local(one)]
    values = {
        "name": name,
        "of": len(rows),
        "growing": sum((growth_of(profile, one) or 0) > 0 for one in rows),
        "area": area_name(profile.selection.area),
    }
    if not rows:
        return gettext("%(name)s: no industry group with the %(area)s share or more can be compared") % values
    return gettext("%(name)s: %(growing)s of %(of)s industry groups with the %(area)s share or more grew") % values


def _is_local(one: GroupChange) -> bool:
    return one.figure.group.market == IndustryGroup.Market.LOCAL


def _summary(profile: Profile, bubbles: Sequence[Bubble]) -> str:
    values = _years(profile) | {"count": len(bubbles)}
    text = gettext("%(count)s groups: location quotient in %(year)s, growth of persons employed a year "
                   "%(since)s–%(until)s, area of a bubble: persons employed in %(year)s.") % values  # fmt: skip
    outside = beyond(bubbles)
    if outside:
        words = ngettext(
            "%(count)s small group stands at the edge: its value lies beyond the drawing.",
            "%(count)s small groups stand at the edge: their values lie beyond the drawing.",
            outside,
        )
        text = " ".join((text, words % {"count": outside}))
    return text


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
        empty=gettext("No two years of the groups can be compared; the section on change says why."),
    )


def _all_years(profile: Profile) -> str:
    years = _years(profile)
    period = f"{years['since']}–{years['until']}"
    return period if years["until"] == profile.year else f"{period}, {profile.year}"


def _table(profile: Profile) -> Table:
    years = _years(profile)
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
    rows = tuple(_row(profile, one) for one in _drawable(profile))
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
    if not _drawable(profile):
        return ""
    return gettext(
        "Growth is that of %(since)s–%(until)s, the last years without a break in series; %(year)s cannot be compared "
        "with them, so nothing is called emerging or at risk."
    ) % _years(profile)
