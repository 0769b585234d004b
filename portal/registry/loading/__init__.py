"""Official reference data into the registry: checked as a whole, loaded in one transaction a part."""
