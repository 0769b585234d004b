"""Terms that the portal explains: the glossary, and links to it from the texts of pages."""
