"""Compute all figures of a release: read its observations, calculate with arrays, write rows by COPY."""

from observatory.computing.release import compute_figures

__all__ = ["compute_figures"]
