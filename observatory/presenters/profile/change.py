"""Change of a place between two years: how much, with whom, by which sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from observatory.charts.parts import Words
from observatory.charts.waterfall import Step, waterfall_chart
from observatory.models import Status
from observatory.presenters.drawing import drawn
from observatory.presenters.profile.actions import profile_actions
from observatory.presenters.words import area_name, region_name, source_line
from observatory.queries.change import Comparison, Obstacle, Refused, SectionChange
from observatory.queries.region import Profile
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, rate, share, signed
from portal.core.page import Cell, Column, Figure, Link, Table

FORMATS = ("svg", "png", "csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """`years` are links to the earlier years that can be compared; `notes` what a reader must know of them."""

    figure: Figure
    years: tuple[Link, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]
    others: tuple[Link, ...] = ()


def present_change(profile: Profile, path: str) -> ChangeSection:
    change = profile.change
    return ChangeSection(
        figure=_figure(profile, path),
        years=tuple(_year_link(profile, year, path) for year in change.years),
        refused=tuple(_grouped(profile, change.refused)),
        notes=tuple(_notes(profile)),
        others=tuple(_other_years(profile, path)),
    )


def _year_link(profile: Profile, year: int, path: str) -> Link:
    address = f"{profile.selection.address(path, since=str(year))}#change"
    return Link(str(year), address, is_current=year == profile.change.since)


def _other_years(profile: Profile, path: str) -> Iterator[Link]:
    """Where the year shown is itself a break or has no total, the year before is offered."""
    found = profile.change.refusal
    year = profile.year
    if profile.change.comparison is None and found and found.at == year and year - 1 in profile.release.years:
        label = gettext("Show the change up to %(year)s") % {"year": year - 1}
        yield Link(label, f"{profile.selection.address(path, year=str(year - 1), since='')}#change")


def waterfall_of(profile: Profile) -> Chart | None:
    found = profile.change.comparison
    if found is None:
        return None
    return waterfall_chart(
        Words("change", _title(profile, found), _summary(profile, found), _unit()), _steps(profile, found)
    )


def _unit() -> str:
    return gettext("persons employed")


def _steps(profile: Profile, found: Comparison) -> list[Step]:
    values = {"area": area_name(profile.selection.area)}
    before, after = found.ends
    steps = [Step(str(found.since), before, number(before), is_level=True)]
    steps += [
        Step(gettext("National: as all industries together in the %(area)s") % values, found.national,
             signed(found.national)),
        Step(gettext("Industry mix: as its own industries in the %(area)s") % values, found.mix, signed(found.mix)),
        Step(gettext("Regional: what its industries did otherwise here"), found.regional, signed(found.regional)),
    ]  # fmt: skip
    if found.rest:
        steps.append(Step(gettext("Not published or not compared"), found.rest, signed(found.rest), is_hollow=True))
    return [*steps, Step(str(found.year), after, number(after), is_level=True)]


def _title(profile: Profile, found: Comparison) -> str:
    """Growth here and there: the message."""
    values = {
        "name": region_name(profile.place.region),
        "rate": rate(found.after / found.before - 1),
        "since": found.since,
        "year": found.year,
        "area": area_name(profile.selection.area),
        "area_rate": rate(found.area_growth),
    }
    return gettext("%(name)s: persons employed %(rate)s from %(since)s to %(year)s, %(area)s %(area_rate)s") % values


def _summary(profile: Profile, found: Comparison) -> str:
    values = {
        "national": signed(found.national),
        "mix": signed(found.mix),
        "regional": signed(found.regional),
        "area": area_name(profile.selection.area),
    }
    text = gettext("Growing like the %(area)s in all industries together would have meant %(national)s; the mix of "
                   "industries adds %(mix)s, what happened here and not elsewhere %(regional)s.") % values  # fmt: skip
    if found.rest is None:
        return " ".join((text, gettext("The levels are those of the published sections.")))
    return text


def _figure(profile: Profile, path: str) -> Figure:
    chart, found = waterfall_of(profile), profile.change.comparison
    if chart is None or found is None:
        return Figure(id="change", title=gettext("Change between two years"), summary="", empty=why_none(profile))
    return Figure(
        id="change",
        title=chart.title,
        summary=chart.summary,
        svg=drawn(chart),
        table=_table(profile, found),
        actions=profile_actions(profile, path, chart.title, FORMATS, "change"),
        source=source_line(profile.release, f"{found.since}, {found.year}"),
        is_demonstration=profile.release.is_demonstration,
    )


def why_none(profile: Profile) -> str:
    """Why there is no comparison, in a sentence."""
    refusal = profile.change.refusal
    if refusal is not None:
        values = {"since": refusal.year, "year": profile.year, "why": reason(profile, refusal)}
        return gettext("%(since)s and %(year)s cannot be compared: %(why)s.") % values
    if profile.change.asked is not None:
        return gettext("The earlier year must lie before %(year)s.") % {"year": profile.year}
    return gettext("There is no earlier year to compare with.")


def reason(profile: Profile, refused: Refused) -> str:
    values = {"year": refused.at, "area": area_name(profile.selection.area)}
    if refused.obstacle == Obstacle.NO_TOTAL:
        return gettext("no total in %(year)s") % values
    if refused.obstacle == Obstacle.BREAK:
        return gettext("break in series in %(year)s") % values
    if refused.obstacle == Obstacle.UNION:
        return gettext("%(year)s is a sum over former regions") % values
    if refused.obstacle == Obstacle.METHOD:
        return gettext("the totals of the two years were found in different ways")
    return gettext("too few countries of the reference area (%(area)s) publish both years") % values


def _grouped(profile: Profile, refused: Iterable[Refused]) -> Iterator[str]:
    """`2008, 2009: no total in 2009`: years of the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for one in refused:
        by_reason.setdefault(reason(profile, one), []).append(str(one.year))
    for why, years in by_reason.items():
        yield gettext("%(name)s: %(value)s") % {"name": ", ".join(years), "value": why}


def _notes(profile: Profile) -> Iterator[str]:
    found = profile.change.comparison
    if found is None:
        return
    yield _measured_against(profile, found)
    for jump in profile.change.jumps:
        values = {"year": jump.year, "rate": rate(jump.rate), "before": jump.year - 1}
        yield gettext("Caution: the country's total changes by %(rate)s from %(before)s to %(year)s without a break "
                      "being flagged. A part of this is probably not real growth.") % values  # fmt: skip
    yield from _versions(profile, found)
    if any(one.estimated_share for one in profile.totals if one.year in (found.since, found.year)):
        yield gettext("A part of the region's total is estimated; sections are as published.")
    if found.rest is None:
        yield gettext("One section is not published in both years. What is left of the total would be its figure, so "
                      "the drawing shows the published sections only.")  # fmt: skip


def _measured_against(profile: Profile, found: Comparison) -> str:
    values = {
        "count": found.countries,
        "share": share(found.area_share, 0),
        "area": area_name(profile.selection.area),
        "since": found.since,
        "year": found.year,
    }
    return (
        gettext(
            "Measured against the %(count)s countries that publish both %(since)s and %(year)s without a break: "
            "%(share)s of the persons employed in the %(area)s. Weights are those of %(since)s, by sections (NACE B–N "
            "without K, and S95)."
        )
        % values
    )


def _versions(profile: Profile, found: Comparison) -> Iterator[str]:
    """Codes and NUTS versions of the two years, where they differ."""
    rows = {one.year: one.region for one in profile.totals if not one.is_union}
    first, last = rows.get(found.since), rows.get(found.year)
    if first is None or last is None or first.version == last.version:
        return
    values = {"since": found.since, "year": found.year, "first": first.version, "last": last.version}
    if first.code != last.code:
        values |= {"old": first.code, "new": last.code}
        yield gettext("The code changed from %(old)s (NUTS %(first)s, %(since)s) to %(new)s (NUTS %(last)s, "
                      "%(year)s); the territory is the same.") % values  # fmt: skip
        return
    yield gettext("NUTS %(first)s in %(since)s, NUTS %(last)s in %(year)s: same code and same territory.") % values


def _table(profile: Profile, found: Comparison) -> Table:
    years = {"since": found.since, "year": found.year}
    columns = (
        Column("section", gettext("Section")),
        Column("before", gettext("Persons employed, %(since)s") % years, is_numeric=True),
        Column("after", gettext("Persons employed, %(year)s") % years, is_numeric=True),
        Column("change", pgettext("development over the years", "Change"), gettext("persons"), is_numeric=True),
        Column("national", gettext("National"), gettext("persons"), is_numeric=True),
        Column("mix", gettext("Industry mix"), gettext("persons"), is_numeric=True),
        Column("regional", gettext("Regional"), gettext("persons"), is_numeric=True),
    )
    rows = tuple(_row(profile, one) for one in found.sections)
    return Table(gettext("Change by section, %(since)s–%(year)s") % years, columns, rows, total_row=_total(found))


def _row(profile: Profile, one: SectionChange) -> tuple[Cell, ...]:
    name = Cell(f"{one.code} {profile.section_names.get(one.code, '')}".strip())
    if one.before is None or one.after is None:
        why = gettext("confidential") if one.status == Status.CONFIDENTIAL else gettext("not published in both years")
        return (name, *(Cell(MISSING, note=why) for _column in range(6)))
    levels = (Cell(number(one.before)), Cell(number(one.after)), Cell(signed(one.after - one.before)))
    if one.regional is None:
        why = gettext("too few countries of the reference area publish the section in both years")
        return (name, *levels, *(Cell(MISSING, note=why) for _column in range(3)))
    return (name, *levels, *(Cell(signed(effect)) for effect in (one.national, one.mix, one.regional)))


def _total(found: Comparison) -> tuple[Cell, ...]:
    """The sum over sections with effects: what the drawing shows before the rest."""
    before = sum(one.before or 0.0 for one in found.explained)
    after = sum(one.after or 0.0 for one in found.explained)
    values = (number(before), number(after), signed(after - before))
    effects = (signed(effect) for effect in (found.national, found.mix, found.regional))
    return (Cell(gettext("Compared sections")), *(Cell(text) for text in (*values, *effects)))
