"""How documents leave the portal."""
