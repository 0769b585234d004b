"""Readers report problems with figures; the reports reach the analysts."""
