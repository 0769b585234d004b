"""Visits and downloads from the server's own record, counted without anything personal; the owner's figures."""
