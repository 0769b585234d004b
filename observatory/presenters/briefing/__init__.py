"""Two-page briefings: what a profile's page says, chosen and ordered for paper."""
