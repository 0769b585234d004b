"""The library: what kinds of documents there are, how they are cited, and what stands in their files."""
