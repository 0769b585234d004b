"""Figures of context: spreadsheets and tables of other sources, joined to regions by zone, ranked and written."""

from observatory.loading.context.joining import ContextFigures
from observatory.loading.context.reading import ContextReading, ContextSource, read_context
from observatory.loading.context.writing import write_context

__all__ = ["ContextFigures", "ContextReading", "ContextSource", "read_context", "write_context"]
