"""Somebody's own organisations: as a page, and on the personal page."""
