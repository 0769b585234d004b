"""Videos: players of other sites, how long, what is said; the list on paper."""
