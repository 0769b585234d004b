"""Messages of readers to the editors."""
