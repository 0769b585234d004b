"""Figures inside a text that are more than a number: maps, and regions side by side."""
