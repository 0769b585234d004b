"""Countries compared in one group: a chart of their shares, and a table with their clusters."""

from collections import Counter

from django.utils.translation import gettext

from observatory.charts import Bar, Words, bar_chart
from observatory.models import ClusterFigure, GroupFigure
from observatory.presenters.addresses import region_address
from observatory.presenters.drawing import drawn
from observatory.presenters.industry_trend import CHART_FORMATS, actions_of, values_of
from observatory.presenters.stars import stars_of
from observatory.presenters.words import (
    figure_note,
    missing_persons_note,
    missing_quotient_note,
    source_line,
    times_the_share,
)
from observatory.queries.group import GroupProfile
from portal.core.charts import Chart
from portal.core.formatting import MISSING, number, quotient, rate, share
from portal.core.page import Cell, Column, Figure, FigureActions, Table

BARS = 12


def published(profile: GroupProfile) -> list[ClusterFigure]:
    """Countries of the area whose share of it is known, the largest first."""
    known = [one for one in profile.countries if one.size is not None and counts_in_area(one, profile.of_year)]
    return sorted(known, key=lambda one: (-(one.size or 0), one.region.code))


def countries_chart(profile: GroupProfile) -> Chart | None:
    """Shares of the group's persons employed in the area; countries with an above-average share of their own in
    the accent colour."""
    known = published(profile)
    if not known:
        return None
    bars = [
        Bar(one.region.country.local_name, 100 * (one.size or 0), share(one.size), (one.location_quotient or 0) > 1)
        for one in known[:BARS]
    ]
    return bar_chart(Words("countries", _title(profile), _summary(profile), gettext("% of the group")), bars)


def countries_figure(profile: GroupProfile, path: str) -> Figure:
    chart = countries_chart(profile)
    title = chart.title if chart else _title(profile)
    return Figure(
        id="countries",
        title=title,
        summary=chart.summary if chart else "",
        svg=drawn(chart),
        actions=actions_of(profile, path, title, CHART_FORMATS, "countries") if chart else FigureActions(),
        source=source_line(profile.release, profile.year),
        is_demonstration=profile.release.is_demonstration,
        empty=gettext("No country of the area publishes this group in this year."),
    )


def _title(profile: GroupProfile) -> str:
    known = published(profile)
    if not known:
        return gettext("Countries compared, %(year)s") % values_of(profile)
    values = values_of(profile) | {"country": known[0].region.country.local_name, "share": share(known[0].size)}
    return gettext("Largest in %(year)s: %(country)s – %(share)s of the group in the %(area)s") % values


def _summary(profile: GroupProfile) -> str:
    quotients = [one for one in published(profile) if one.location_quotient is not None]
    if not quotients:
        return ""
    best = max(quotients, key=lambda one: one.location_quotient or 0)
    values = values_of(profile) | {
        "country": best.region.country.local_name,
        "times": times_the_share(best.location_quotient, profile.selection.area),
        "above": number(sum((one.location_quotient or 0) > 1 for one in quotients)),
        "count": number(len(quotients)),
    }
    pattern = gettext(
        "Most specialised: %(country)s – %(times)s. In colour: countries with a location quotient above 1, %(above)s "
        "of %(count)s."
    )
    return pattern % values


def clusters_by_country(profile: GroupProfile) -> dict[str, int]:
    """Statistical clusters of each country with at least one judged region."""
    counts: Counter[str] = Counter()
    for cell in profile.cells:
        earned = stars_of(cell, profile.release, profile.selection.rules)
        if earned is not None:
            counts[cell.region.country_id] += earned > 0
    return dict(counts)


def countries_table(profile: GroupProfile) -> Table:
    columns = (
        Column("country", gettext("Country")),
        Column("persons_employed", gettext("Persons employed"), is_numeric=True),
        Column("size", gettext("Size"), gettext("% of the group"), is_numeric=True),
        Column("location_quotient", gettext("Location quotient"), gettext("times"), is_numeric=True),
        Column("clusters", gettext("Statistical clusters"), is_numeric=True),
        Column("growth", gettext("Growth"), gettext("% a year"), is_numeric=True),
        Column("period", gettext("Period"), is_numeric=True),
    )
    clusters = clusters_by_country(profile)
    rows = [_row(one, profile, clusters) for one in _ordered(profile)]
    empty = gettext("No country of the area publishes this group in this year.")
    return Table(gettext("Countries compared, %(year)s") % values_of(profile), columns, tuple(rows), empty).folded()


def _ordered(profile: GroupProfile) -> list[ClusterFigure]:
    """The largest first; those without a figure last."""
    return sorted(
        profile.countries,
        key=lambda one: (one.persons_employed is None, -(one.persons_employed or 0), one.region.code),
    )


def _row(one: ClusterFigure, profile: GroupProfile, clusters: dict[str, int]) -> tuple[Cell, ...]:
    country = one.region.country
    is_known = one.persons_employed is not None
    judged = clusters.get(country.code)
    return (
        Cell(country.local_name, region_address(country.code, profile.selection), figure_note(one) if is_known else ""),
        Cell(number(one.persons_employed), note="" if is_known else missing_persons_note(one)),
        Cell(share(one.size, 2) if counts_in_area(one, profile.of_year) else MISSING),
        Cell(
            quotient(one.location_quotient),
            note="" if one.location_quotient is not None else missing_quotient_note(one),
        ),
        Cell(MISSING, note=gettext("no region could be judged")) if judged is None else Cell(number(judged)),
        Cell(rate(one.growth)),
        Cell(f"{one.growth_from}–{one.growth_to}" if one.growth is not None else MISSING),
    )


def counts_in_area(one: ClusterFigure, sums: GroupFigure | None) -> bool:
    """Whether the country is part of the area's sum; others are shown against it."""
    return sums is not None and one.region.country_id in sums.countries
