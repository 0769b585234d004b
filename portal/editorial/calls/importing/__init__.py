"""Calls from a file: a mapping says what its columns mean; everything is looked through before anything is written."""
