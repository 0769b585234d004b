"""How a group compares with the others of its scheme: concentration, wages, size of local units."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext, ngettext

from observatory.models import GroupFigure
from observatory.presenters.group.section import Section
from observatory.presenters.industry_trend import TABLE_FORMATS, actions_of, values_of
from observatory.presenters.words import group_label, source_line
from observatory.queries.group import GroupProfile
from portal.core.formatting import MISSING, number, quotient, share
from portal.core.page import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing to compare groups by; `why` says what a missing value means."""

    code: str
    label: str
    unit: str
    value: Callable[[GroupFigure], float | None]
    text: Callable[[float | None], str]
    why: str


def wage_per_person(figure: GroupFigure) -> float | None:
    """Euro a year, over the countries that publish the group; None where one of them lacks a part."""
    if figure.wages_meur is None or not figure.persons_employed:
        return None
    return figure.wages_meur * 1e6 / figure.persons_employed


def persons_per_unit(figure: GroupFigure) -> float | None:
    """Persons employed per local unit, over the same countries."""
    if not figure.local_units or figure.persons_employed is None:
        return None
    return figure.persons_employed / figure.local_units


def aspects() -> tuple[Aspect, ...]:
    hidden = gettext("published regions hold less than 75% of the group")
    lacks = gettext("a country that publishes the group lacks this figure")
    return (
        Aspect("gini_concentration", gettext("Gini concentration"), gettext("0 to 1"),
               lambda one: one.gini_concentration, quotient, hidden),
        Aspect("top5_share", gettext("Share of the five largest regions"), gettext("% of the group"),
               lambda one: one.top5_share, share, hidden),
        Aspect("top10_share", gettext("Share of the ten largest regions"), gettext("% of the group"),
               lambda one: one.top10_share, share, hidden),
        Aspect("wage_per_person_eur", gettext("Wages per person employed"), gettext("EUR a year"),
               wage_per_person, number, lacks),
        Aspect("persons_per_unit", gettext("Persons employed per local unit"), gettext("persons"),
               persons_per_unit, lambda value: number(value, 1), lacks),
    )  # fmt: skip


def standing_section(profile: GroupProfile, path: str) -> Section:
    title = gettext("Concentration, wages and size of units, %(year)s") % values_of(profile)
    return Section(
        id="concentration",
        summary=concentration_sentence(profile),
        table=_table(profile, title),
        actions=actions_of(profile, path, title, TABLE_FORMATS, "standing"),
        notes=(_coverage(profile),),
        source=source_line(profile.release, profile.year),
    )


def concentration_sentence(profile: GroupProfile) -> str:
    """Gini and the shares of the largest regions in words with their year, or why there are none."""
    figure = profile.of_year
    values = values_of(profile) | {"group": group_label(profile.group)}
    if figure is None or figure.top5_share is None:
        pattern = gettext(
            "%(group)s: no figure of concentration for %(year)s, for published regions hold less than 75%% of the "
            "group in the %(area)s."
        )
        return pattern % values
    values |= {
        "five": share(figure.top5_share),
        "ten": share(figure.top10_share),
        "gini": quotient(figure.gini_concentration),
    }
    pattern = gettext(
        "%(group)s in %(year)s: the five largest regions hold %(five)s of the group's persons employed in the "
        "%(area)s, the ten largest %(ten)s; Gini concentration %(gini)s (0: spread like all persons employed, 1: in "
        "one place)."
    )
    return pattern % values


def ranks(profile: GroupProfile, aspect: Aspect) -> tuple[int | None, int, float | None]:
    """The group's rank (1 = highest) among the groups with a figure, how many they are, and their median."""
    known = [value for one in profile.others if (value := aspect.value(one)) is not None]
    own = aspect.value(profile.of_year) if profile.of_year else None
    rank = None if own is None else 1 + sum(value > own for value in known)
    return rank, len(known), median(known) if known else None


def _table(profile: GroupProfile, caption: str) -> Table:
    columns = (
        Column("measure", gettext("Measure")),
        Column("value", gettext("This group"), is_numeric=True),
        Column("median", gettext("Median of all groups"), is_numeric=True),
        Column("rank", gettext("Rank"), gettext("1 is highest"), is_numeric=True),
        Column("groups", gettext("Groups with a figure"), is_numeric=True),
    )
    return Table(caption, columns, tuple(_row(profile, aspect) for aspect in aspects()))


def _row(profile: GroupProfile, aspect: Aspect) -> tuple[Cell, ...]:
    rank, count, middle = ranks(profile, aspect)
    own = aspect.value(profile.of_year) if profile.of_year else None
    return (
        Cell(gettext("%(label)s (%(unit)s)") % {"label": aspect.label, "unit": aspect.unit}),
        Cell(aspect.text(own), note="" if own is not None else aspect.why),
        Cell(aspect.text(middle)),
        Cell(number(rank) if rank else MISSING),
        Cell(number(count)),
    )


def _coverage(profile: GroupProfile) -> str:
    """What the figures cover."""
    figure = profile.of_year
    count = len(figure.countries) if figure else 0
    pattern = ngettext(
        "Over %(count)s country of the %(area)s that publishes the group in %(year)s; concentration over its NUTS 2 "
        "regions with a published figure.",
        "Over %(count)s countries of the %(area)s that publish the group in %(year)s; concentration over their NUTS 2 "
        "regions with a published figure.",
        count,
    )
    return pattern % (values_of(profile) | {"count": number(count)})


def standing_rows(profile: GroupProfile) -> Iterator[tuple[object, ...]]:
    """For files: a row a measure, unrounded."""
    for aspect in aspects():
        rank, count, middle = ranks(profile, aspect)
        own = aspect.value(profile.of_year) if profile.of_year else None
        yield (aspect.code, own, middle, rank, count)
