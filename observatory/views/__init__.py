"""Pages: read the query string, ask one question, present, render."""
