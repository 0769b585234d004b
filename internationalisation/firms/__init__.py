"""Firms that are members of cluster organisations: lists, search, counts on pages of the Observatory."""
