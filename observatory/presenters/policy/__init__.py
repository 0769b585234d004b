"""Cluster policies of countries: the comparison and one country's page."""
