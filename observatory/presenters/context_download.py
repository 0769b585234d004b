"""The figures of the section of context as downloads give them."""

import math

from django.utils.translation import gettext

from observatory.indicators import context_indicators
from observatory.models import ContextFigure
from observatory.presenters.context import notes_of, record_of, sources_of
from observatory.queries.context import Context
from portal.core.page import Dataset

COLUMNS = (
    "indicator", "title", "unit", "source", "year", "period", "zone", "zone_name", "is_part_of_zone",
    "is_sum_over_former_regions", "published_region", "nuts_version", "value", "result", "status", "rank", "ranked",
)  # fmt: skip


def context_dataset(context: Context, name: str) -> Dataset:
    """The figures of the section, unrounded, as downloads give them."""
    return Dataset(name, COLUMNS, [_row(context, figure) for figure in context.figures], _file_notes(context))


def _file_notes(context: Context) -> tuple[str, ...]:
    sources = (f"{link.label}. {link.title}" for link in sources_of(context))
    return (gettext("Release: %(code)s") % {"code": context.release.code}, *sources, *notes_of(context))


def _row(context: Context, figure: ContextFigure) -> tuple[object, ...]:
    indicator = context_indicators()[figure.indicator]
    source = record_of(context, figure.dataset).get("title", figure.dataset)
    value = None if figure.value is None or math.isnan(figure.value) else figure.value
    return (
        indicator.code, indicator.title, indicator.unit, source, figure.year, figure.period,
        figure.zone, figure.zone_name, figure.is_part, figure.is_union,
        figure.region.code if figure.region else "", figure.region.version if figure.region else "",
        None if figure.label else value, figure.label, figure.get_status_display(), figure.rank, figure.ranked,
    )  # fmt: skip
