"""What all charts share: what they say, what they compare with, and how the subject stands out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from portal.core.charts import NARROW, WIDE, Chart, Spec
from portal.core.palette import palette

TEXT_LINE = 16
NARROW_LABEL_LETTERS = 50  # so many fit into a line of a narrow screen
DASH = [5, 4]


@dataclass(frozen=True, slots=True)
class Reference:
    """A line to compare with: 1 for quotients, 100 for an index; unnamed where the axis says it."""

    value: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says: its id on the page, its message, the sentence that sums it up, the unit of its values."""

    id: str
    title: str
    summary: str
    unit: str = ""


def both_widths(words: Words, build: Callable[[int], Spec]) -> Chart:
    return Chart(words.id, words.title, words.summary, build(WIDE), build(NARROW))


def over_years(chart: Chart, years: Iterable[int]) -> Chart:
    """The chart with the first and last of its years, for the line of its source."""
    known = sorted(set(years))
    return replace(chart, period=f"{known[0]}–{known[-1]}") if known else chart


def value_axis(unit: str) -> Spec:
    return {"title": unit or None, "domain": False, "ticks": False, "tickCount": 5, "labelPadding": 6}


def if_subject() -> Spec:
    return {"test": "datum.subject", "value": palette().figure.accent}


def accent_if_subject() -> Spec:
    return {"condition": if_subject(), "value": palette().figure.muted}


def bold_if_subject() -> Spec:
    return {"condition": {"test": "datum.subject", "value": "bold"}, "value": "normal"}
