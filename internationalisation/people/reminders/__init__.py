"""Freshness: once a year the administrators of a profile are asked whether it is still true."""
