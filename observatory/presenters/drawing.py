"""Charts inside a page."""

from portal.core.charts import Chart, inline


def drawn(chart: Chart | None) -> str:
    """The drawing for a page; empty where there is nothing to draw."""
    return inline(chart) if chart else ""
