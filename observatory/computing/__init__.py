"""Compute all figures of a release: read its observations, calculate with arrays, write rows by COPY."""

from observatory.computing.method import current_method
from observatory.computing.release import compute_figures

__all__ = ["compute_figures", "current_method"]
