"""Similar regions in words, on a map and in tables."""
