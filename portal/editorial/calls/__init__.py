"""Calls for proposals: what members come for first."""
