"""Plain answers of the editorial portal: feeds, files and forms."""
