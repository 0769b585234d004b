"""Questions that pages ask; each says how many SQL queries it costs."""
