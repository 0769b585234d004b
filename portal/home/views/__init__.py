"""Pages and plain answers of the roof."""
