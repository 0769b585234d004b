"""A comparison as a dataset: a row a subject and indicator, with the peers and the place among them; or the years."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from observatory.downloads import notes_of
from observatory.presenters.comparison.words import subject_name
from observatory.queries.comparison import Comparison, Line, Value, index_of
from observatory.stats.comparing import best_of
from portal.core.page import Dataset

VALUE_COLUMNS = ("kind", "subject", "name", "indicator", "title", "unit", "direction", "year", "value", "status",
                 "peers", "peers_lowest", "peers_mean", "peers_highest", "quarter", "gap_to_mean", "gap_to_best",
                 "best", "source", "release")  # fmt: skip
TREND_COLUMNS = ("kind", "subject", "name", "year", "value", "index", "is_estimated", "release")


def comparison_dataset(found: Comparison, name: str, *, is_trend: bool) -> Dataset:
    if is_trend:
        return Dataset(name, TREND_COLUMNS, _trend_rows(found), notes_of(found.release))
    rows = (row for line in found.lines for row in _value_rows(found, line))
    note = gettext("Quarter 1 is the lowest quarter of the peers, 4 the highest; gaps are value minus mean and value "
                   "minus best, in the unit of the indicator.")  # fmt: skip
    return Dataset(name, VALUE_COLUMNS, rows, (note, *notes_of(found.release)))


def _value_rows(found: Comparison, line: Line) -> Iterator[tuple[Any, ...]]:
    indicator = line.indicator
    for subject, value, peers, where in zip(found.subjects, line.values, line.peers, line.standings, strict=True):
        yield (
            found.kind, subject.value, subject_name(found.kind, subject), indicator.code, gettext(indicator.title),
            gettext(indicator.unit) if indicator.unit else "", indicator.direction,
            value.period or indicator.year or str(found.year), value.value, _status(value), peers.n, peers.lowest,
            peers.mean, peers.highest, where.quarter, where.to_mean, where.to_best,
            best_of(peers, indicator.direction), indicator.source, found.release.code,
        )  # fmt: skip


def _status(value: Value) -> str:
    if value.value is None:
        return "confidential" if value.is_confidential else "not-available"
    return "partly-estimated" if value.is_estimated else "published"


def _trend_rows(found: Comparison) -> Iterator[tuple[Any, ...]]:
    indices = index_of(found.series)
    for subject, line, index in zip(found.subjects, found.series, indices, strict=True):
        by_year = {one.year: one.value for one in index}
        for one in line:
            yield (found.kind, subject.value, subject_name(found.kind, subject), one.year, one.value,
                   by_year.get(one.year), one.is_estimated, found.release.code)  # fmt: skip
