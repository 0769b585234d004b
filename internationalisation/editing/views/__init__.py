"""Pages of those who write a profile."""
