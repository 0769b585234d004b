"""Answers turned into what a page shows: labels, units, rounded text, empty states."""
