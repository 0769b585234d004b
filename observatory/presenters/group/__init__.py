"""Sections of an industry group's page: concentration, risers, countries, changes of clusters, related groups."""
