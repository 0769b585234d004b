"""The owner's figures as table, chart and file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.core.charts import NARROW, WIDE, Chart, Spec
from portal.core.formatting import number
from portal.core.languages import native_name
from portal.core.page import Dataset
from portal.core.palette import palette
from portal.editorial.listing import month_name
from portal.editorial.models.visits import DailyCount
from portal.editorial.visits.parts import HOME, OTHER
from portal.editorial.visits.queries import Month, OwnersFigures

Kind = DailyCount.Kind
KINDS = (Kind.VISIT, Kind.VIEW, Kind.DOWNLOAD, Kind.FEED, Kind.SUBSCRIBED, Kind.UNSUBSCRIBED)
HEIGHT = 260


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first cell of a row is its head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    sentence: str
    chart: Chart
    use: Grid
    content: Grid
    parts: tuple[Grid, ...]


def present_figures(figures: OwnersFigures) -> FiguresView:
    return FiguresView(
        sentence=_sentence(figures),
        chart=_chart(figures),
        use=_use(figures),
        content=_content(figures),
        parts=tuple(_parts(figures)),
    )


def _sentence(figures: OwnersFigures) -> str:
    month = figures.months[0]
    values = {
        "visits": number(month.counts.get(Kind.VISIT, 0)),
        "downloads": number(month.counts.get(Kind.DOWNLOAD, 0)),
        "subscribers": number(figures.subscribers),
    }
    return (
        _("This month so far – visits: %(visits)s, downloads: %(downloads)s. Subscribers today: %(subscribers)s.")
        % values
    )


def _use(figures: OwnersFigures) -> Grid:
    head = (_("Month"), *(str(kind.label) for kind in KINDS), _("Subscribers at its end"))
    rows = (
        (month_name(one.first_day), *(number(one.counts.get(kind, 0)) for kind in KINDS), number(one.subscribers))
        for one in figures.months
    )
    return Grid(_("Use of the portal by month"), head, tuple(rows))


def _content(figures: OwnersFigures) -> Grid:
    head = (_("Month"), *(_type_name(one) for one in figures.types))
    rows = (
        (month_name(one.first_day), *(number(one.content.get(kind.pk, 0)) for kind in figures.types))
        for one in figures.months
        if one.content
    )
    return Grid(_("New content by month of first publication"), head, tuple(rows))


def _type_name(content_type: Any) -> str:
    name = str(content_type.name)
    return name[:1].upper() + name[1:]


def _parts(figures: OwnersFigures) -> Iterator[Grid]:
    for kind in (Kind.VIEW, Kind.LANGUAGE, Kind.DOWNLOAD):
        rows = tuple((_part_name(kind, part), number(total)) for one, part, total in figures.parts if one == kind)
        if rows:
            yield Grid(_("%(what)s in twelve months") % {"what": kind.label}, (_("Part"), _("Number")), rows)


def _part_name(kind: str, part: str) -> str:
    if kind == Kind.LANGUAGE:
        return native_name(part)
    return {HOME: _("Home page"), OTHER: _("Other pages")}.get(part, f"/{part}/")


def _chart(figures: OwnersFigures) -> Chart:
    """Visits by month, the oldest month first."""
    months = tuple(reversed(figures.months))
    title = _("Visits by month")
    values = {"first": month_name(months[0].first_day), "last": month_name(months[-1].first_day)}
    summary = _("From %(first)s to %(last)s; the numbers stand in the table below.") % values
    return Chart("visits", title, summary, _bars(months, WIDE), _bars(months, NARROW))


def _bars(months: tuple[Month, ...], width: int) -> Spec:
    rows = [{"month": f"{one.first_day:%Y-%m}", "visits": one.counts.get(Kind.VISIT, 0)} for one in months]
    return {
        "width": width,
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": palette().figure.accent},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "title": None, "axis": {"labelOverlap": True, "labelAngle": 0}},
            "y": {"field": "visits", "type": "quantitative", "title": _("Visits"), "axis": {"tickMinStep": 1}},
        },
    }


def figures_dataset(figures: OwnersFigures) -> Dataset:
    """A row a month and number: month, what is counted, how many."""
    return Dataset(
        name="portal-figures",
        columns=("month", "what", "number"),
        rows=list(_lines(figures)),
        notes=(
            "Visits: pages opened from outside the portal by people; no cookie and no address is kept.",
            "Subscribers are those of the digest at the end of the month.",
        ),
    )


def _lines(figures: OwnersFigures) -> Iterator[tuple[str, str, int]]:
    for month in figures.months:
        name = f"{month.first_day:%Y-%m}"
        for kind in KINDS:
            yield name, str(kind.value), month.counts.get(kind, 0)
        yield name, "subscribers", month.subscribers
        for content_type in figures.types:
            yield name, f"new {content_type.model}", month.content.get(content_type.pk, 0)
