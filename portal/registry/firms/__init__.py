"""Firms: where their rows come from, and how they find their regions."""
