"""Messages of readers to an organisation, whose address stays unseen."""
