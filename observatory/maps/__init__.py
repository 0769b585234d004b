"""Maps as SVG: pure functions from shapes and values to text. Nothing here knows Django or the database."""
