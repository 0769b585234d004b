"""Change of a place between two years: how much, with whom, by which sections."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from observatory.charts.parts import Words
from observatory.charts.waterfall import Step, waterfall_chart
from observatory.presenters.drawing import drawn
from observatory.presenters.profile.actions import profile_actions
from observatory.presenters.profile.change_notes import change_notes, reasons, why_none
from observatory.presenters.profile.change_table import change_table
from observatory.presenters.words import area_name, region_name, source_line
from observatory.queries.change_shapes import Comparison
from observatory.queries.region import Profile
from portal.core.charts import Chart
from portal.core.formatting import number, rate, signed
from portal.core.page import Figure, Link

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
        refused=tuple(reasons(profile, change.refused)),
        notes=tuple(change_notes(profile)),
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
        Step(gettext("National: like all industries together, %(area)s") % values, found.national,
             signed(found.national)),
        Step(gettext("Industry mix: like its own industries, %(area)s") % values, found.mix, signed(found.mix)),
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
    text = gettext("Growth like that of all industries together, %(area)s, would have meant %(national)s; the mix of "
                   "industries adds %(mix)s, and what happened only here adds %(regional)s.") % values  # fmt: skip
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
        table=change_table(profile, found),
        actions=profile_actions(profile, path, chart.title, FORMATS, "change"),
        source=source_line(profile.release, f"{found.since}, {found.year}"),
        is_demonstration=profile.release.is_demonstration,
    )
