"""Schemes that analysts upload: read and checked, looked through, opened to the public, withdrawn."""
