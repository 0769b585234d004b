"""Several subjects side by side."""
