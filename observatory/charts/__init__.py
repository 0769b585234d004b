"""Charts of the Observatory: from answers to Vega-Lite specifications, in a wide and a narrow form.

One message a chart: the subject in the accent colour, the rest grey, labels at the marks instead of a legend.
"""

from observatory.charts.bars import Bar, bar_chart
from observatory.charts.lines import Point, Series, line_chart
from observatory.charts.parts import Reference, Words

__all__ = ["Bar", "Point", "Reference", "Series", "Words", "bar_chart", "line_chart"]
