"""The public side of a cluster organisation: its page, messages to it, and where the portal shows it besides."""
