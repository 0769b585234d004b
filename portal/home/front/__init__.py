"""The home page: blocks that an editor puts in order, and what they show."""
