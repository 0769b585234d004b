"""From draft to published: what a profile's state is, who decides, and what both sides say to each other."""
