"""One box for everything: an index of all kinds of results in every language, and the page that searches it."""
