"""National contacts: who validates the organisations of a country, and what is in it."""
