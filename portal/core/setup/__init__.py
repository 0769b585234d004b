"""What `make` calls on a bare Python before any dependency is there: standard library only, nothing of Django."""
