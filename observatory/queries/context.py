"""Context of regions: what other sources say about them, each figure with its own source, year and zone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Subquery, Value, When

from observatory.indicators import ContextIndicator, context_indicator, context_indicators
from observatory.models import ContextFigure, Release
from observatory.queries.place import Place
from portal.registry.memory import remember

# Figures of the region itself come before those of a larger zone, and both before sums over former regions.
OWN_FIRST = Case(
    When(value__isnull=True, then=Value(3)),
    When(is_union=True, then=Value(2)),
    When(is_part=True, then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Context:
    """The latest figure of each indicator that the place has, in the order of pages, and the EU's of the same years.

    `of_eu` has (indicator, year) for keys; the EU is the EU-27 or EU-28 as its zone name says.
    """

    place: Place
    release: Release
    figures: tuple[ContextFigure, ...]
    of_eu: dict[tuple[int, int], ContextFigure]


def get_context(place: Place, release: Release) -> Context:
    """Everything that a place's section of context shows. 1 query, and 1 once a release."""
    return Context(place, release, list_context(place, release), _figures_of_eu(release.pk))


def list_context(place: Place, release: Release) -> tuple[ContextFigure, ...]:
    """The latest published figure of each indicator, or the latest row that says why there is none. 1 query."""
    return in_page_order(latest_context(place, release).select_related("region"))


def latest_context(place: Place, release: Release) -> QuerySet[ContextFigure]:
    """One row an indicator: the latest with a figure, the region's own before those of zones and sums."""
    rows = ContextFigure.objects.filter(place.own_figures(), release=release)
    return rows.alias(order=OWN_FIRST).order_by("indicator", "order", "-year", "zone").distinct("indicator")


def in_page_order(rows: Iterable[ContextFigure]) -> tuple[ContextFigure, ...]:
    """Figures of the indicators that pages show, in their order."""
    order = list(context_indicators())
    return tuple(sorted((row for row in rows if row.indicator in order), key=lambda row: order.index(row.indicator)))


@remember
def _figures_of_eu(release_id: int) -> dict[tuple[int, int], ContextFigure]:
    return by_indicator_and_year(context_of_eu(release_id))


def context_of_eu(release_id: int) -> QuerySet[ContextFigure]:
    """What the sources say of the EU as a whole."""
    return ContextFigure.objects.filter(release=release_id, region=None, value__isnull=False)


def by_indicator_and_year(rows: Iterable[ContextFigure]) -> dict[tuple[int, int], ContextFigure]:
    return {(row.indicator, row.year): row for row in rows}


def context_values(release: Release, indicator: str, year: int | None = None) -> dict[int, float]:
    """Figures of one indicator by region key; of the latest year unless `year` is given. 1 query.

    A region stands under its key in the version of the source and, where the change is a pure recode, under today's;
    one inside a larger zone has the zone's figure. Empty where the release has no such figures. Raises
    UnknownIndicator for a code that no data file has.
    """
    rows = _rows_of(release, context_indicator(indicator), year)
    values: dict[int, float] = {}
    for region, current, value in rows.order_by("is_part", "is_union").values_list("region", "current_region", "value"):
        for key in (region, current):
            if key is not None and value is not None:
                values.setdefault(key, value)
    return values


def latest_context_year(release: Release, indicator: str) -> int | None:
    """The latest year with a figure; None where the release has none. 1 query."""
    number = context_indicator(indicator).number
    return (
        ContextFigure.objects.filter(release=release, indicator=number, value__isnull=False)
        .order_by("-year")
        .values_list("year", flat=True)
        .first()
    )


def _rows_of(release: Release, indicator: ContextIndicator, year: int | None) -> QuerySet[ContextFigure]:
    rows = ContextFigure.objects.filter(release=release, indicator=indicator.number, region__isnull=False)
    rows = rows.filter(value__isnull=False)
    if year is not None:
        return rows.filter(year=year)
    return rows.filter(year=Subquery(rows.order_by("-year").values("year")[:1]))


@dataclass(frozen=True, slots=True)
class ContextChoice:
    """An indicator that a release has figures of, and their years, the latest first."""

    indicator: ContextIndicator
    dataset: str
    years: tuple[int, ...]


@remember
def list_context_indicators(release_id: int) -> tuple[ContextChoice, ...]:
    """Indicators with figures of NUTS 2 regions, in the order of pages. 1 query once a release."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = ContextFigure.objects.filter(release=release_id, region__level=2, value__isnull=False)
    for number, year, dataset in rows.order_by().values_list("indicator", "year", "dataset").distinct():
        found.setdefault(number, []).append((year, dataset))
    return tuple(_choice(one, found[number]) for number, one in context_indicators().items() if number in found)


def _choice(indicator: ContextIndicator, found: Iterable[tuple[int, str]]) -> ContextChoice:
    by_year = dict(sorted(found, reverse=True))
    return ContextChoice(indicator, next(iter(by_year.values())), tuple(by_year))


def context_of(release: Release, indicator: str, year: int | None = None, level: int = 2) -> tuple[ContextFigure, ...]:
    """Rows of one indicator and year for regions of `level`, by code. 1 query, regions with their country included.

    Regions inside a larger zone have rows of their own with `is_part`: the outline of a zone is that of its regions
    together, so a map draws them in one colour and names the zone. Raises UnknownIndicator.
    """
    rows = _rows_of(release, context_indicator(indicator), year)
    rows = rows.filter(region__level=level, is_union=False)
    return tuple(rows.select_related("region__country", "current_region").order_by("region__code"))
