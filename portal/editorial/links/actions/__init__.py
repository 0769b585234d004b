"""Changes of state of the link checker."""
