"""Every change of a profile's state. Each is atomic, locks the organisation's row, and reads it fresh."""
