"""The section of context: what other sources say about a place, each figure with its own source, year and zone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.charts.place_strip import place_strip
from observatory.indicators import ContextIndicator, context_indicators, context_themes
from observatory.loading.profiles import profiles
from observatory.models import ContextFigure
from observatory.presenters.words import region_name
from observatory.queries.context import Context
from observatory.zones import zones_of
from portal.core.formatting import MISSING, named, number
from portal.core.page import Link

FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One figure: its `origin` (year, source and area) stands under the label, `place` says "3 of 215"."""

    label: str
    explanation: str
    origin: str
    value: str
    unit: str
    of_eu: str = ""
    place: str = ""
    strip: str = ""


@dataclass(frozen=True, slots=True)
class ContextTheme:
    """Figures under one heading: those shown at once, those behind a fold, and the larger areas they are of."""

    id: str
    title: str
    areas: tuple[str, ...]
    rows: tuple[ContextRow, ...]
    more: tuple[ContextRow, ...]
    more_label: str


@dataclass(frozen=True, slots=True)
class ContextSection:
    """Everything of the section; without themes only `empty` is shown."""

    title: str
    summary: str
    themes: tuple[ContextTheme, ...]
    sources: tuple[Link, ...]
    notes: tuple[str, ...]
    downloads: tuple[Link, ...]
    is_demonstration: bool
    empty: str


def present_context(context: Context) -> ContextSection:
    name = region_name(context.place.region)
    return ContextSection(
        title=gettext("Context from other sources"),
        summary=_summary(context),
        themes=tuple(_themes(context)),
        sources=sources_of(context),
        notes=notes_of(context),
        downloads=_downloads(context),
        is_demonstration=context.release.is_demonstration,
        empty=gettext("%(name)s: this release holds no figures of other sources.") % {"name": name},
    )


def _summary(context: Context) -> str:
    """One figure of one source and year; without it what the section holds."""
    group = next((one for one in context.figures if one.label and one.value is not None), None)
    if group is None:
        return gettext("Every figure has its own source, year and area.")
    values = {
        "name": _zone_words(group) or region_name(context.place.region),
        "group": gettext(group.label),
        "source": _source_name(context, group),
        "year": group.year,
    }
    return gettext("%(name)s: %(group)s in the %(source)s %(year)s.") % values


def _themes(context: Context) -> Iterable[ContextTheme]:
    known = context_indicators()
    for theme in context_themes():
        figures = [one for one in context.figures if known[one.indicator].theme == theme.code]
        key = tuple(_row(context, one) for one in figures if known[one.indicator].is_key)
        more = tuple(_row(context, one) for one in figures if not known[one.indicator].is_key)
        if figures:
            yield ContextTheme(
                id=f"context-{theme.code}",
                title=gettext(theme.title),
                areas=_areas(context, figures),
                rows=key or more,
                more=more if key else (),
                more_label=gettext("More indicators: %(theme)s") % {"theme": gettext(theme.title)},
            )


def _areas(context: Context, figures: Iterable[ContextFigure]) -> tuple[str, ...]:
    """A sentence for every larger area whose figures the place shows."""
    parts = {record_of(context, one.dataset).get("short_title", ""): _zone_words(one) for one in figures if one.is_part}
    return tuple(
        gettext("%(source)s: figures of a larger area, %(area)s together.") % {"source": gettext(source), "area": area}
        for source, area in parts.items()
    )


def _row(context: Context, figure: ContextFigure) -> ContextRow:
    indicator = context_indicators()[figure.indicator]
    of_eu = context.of_eu.get((figure.indicator, figure.year))
    is_shown = of_eu is not None and not indicator.is_total and not figure.label
    return ContextRow(
        label=gettext(indicator.title),
        explanation=gettext(indicator.explanation),
        origin=" · ".join(_origin(context, figure)),
        value=_value(indicator, figure),
        unit="" if figure.label else gettext(indicator.unit),
        of_eu=named(of_eu.zone_name, _value(indicator, of_eu)) if of_eu is not None and is_shown else "",
        place=_place(figure),
        strip=place_strip(figure.rank, figure.ranked) if figure.rank and figure.ranked else "",
    )


def _value(indicator: ContextIndicator, figure: ContextFigure) -> str:
    if figure.value is None:
        return MISSING
    return gettext(figure.label) if figure.label else number(figure.value, indicator.digits)


def _place(figure: ContextFigure) -> str:
    if not figure.rank:
        return ""
    return gettext("%(rank)s of %(ranked)s") % {"rank": number(figure.rank), "ranked": number(figure.ranked)}


def _origin(context: Context, figure: ContextFigure) -> Iterable[str]:
    """Year and source, the area where it is not simply the place, and why there is no figure."""
    yield figure.period or str(figure.year)
    yield _source_name(context, figure)
    if figure.is_part:
        yield figure.zone_name
    elif figure.is_union:
        yield gettext("a sum over former regions")
    elif figure.region and figure.region.code != context.place.code:
        values = {"code": figure.region.code, "version": figure.region.version}
        yield gettext("published for %(code)s (NUTS %(version)s)") % values
    if figure.value is None:
        yield str(figure.get_status_display())


def _zone_words(figure: ContextFigure) -> str:
    """`Vienna and its commuting zone (AT12, AT13)` for a zone that is more than the region; else empty."""
    if not figure.is_part:
        return ""
    profile = profiles().get(figure.dataset)
    zones = zones_of(profile.zones).zone if profile and profile.zones else ()
    regions = next((zone.regions for zone in zones if zone.code == figure.zone), ())
    return f"{figure.zone_name} ({', '.join(regions) or figure.zone})"


def _source_name(context: Context, figure: ContextFigure) -> str:
    return gettext(record_of(context, figure.dataset).get("short_title") or figure.dataset)


def record_of(context: Context, dataset: str) -> dict[str, str]:
    """What the release remembers of a source; empty where it does not know it."""
    return next((one for one in context.release.sources if one.get("dataset") == dataset), {})


def sources_of(context: Context) -> tuple[Link, ...]:
    """Title of every source shown with the publisher's page; publisher, licence and what it says of itself."""
    records = (record_of(context, dataset) for dataset in _datasets(context))
    return tuple(Link(gettext(one["title"]), one.get("url", ""), title=_about(one)) for one in records if one)


def _about(record: dict[str, str]) -> str:
    about = f"{record['publisher']}. {gettext(record['licence'])}."
    return f"{about} {gettext(record['note'])}" if record.get("note") else about


def _datasets(context: Context) -> list[str]:
    return list(dict.fromkeys(figure.dataset for figure in context.figures))


def notes_of(context: Context) -> tuple[str, ...]:
    """What holds for the places of all figures."""
    if not context.figures:
        return ()
    places = gettext(
        "A place is counted among the areas of the EU-27 that have the figure in the same source and year; 1 is best, "
        "and the largest where neither more nor less is better."
    )
    return (places,)


def _downloads(context: Context) -> tuple[Link, ...]:
    """The same figures unrounded, of this very release."""
    query = f"figure=context&release={context.release.code}"
    return tuple(
        Link(suffix.upper(), f"{reverse('observatory:region-download', args=[context.place.code, suffix])}?{query}")
        for suffix in FORMATS
    )
