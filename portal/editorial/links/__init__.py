"""The link checker: what pages and snippets link to, and whether it still leads somewhere."""
