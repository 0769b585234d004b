"""Sections that the pages of regions, NUTS 1 regions and countries share."""
