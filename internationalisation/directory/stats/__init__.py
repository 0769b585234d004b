"""Pure arithmetic of the directory."""
