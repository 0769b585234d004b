"""Events: their times, what translations share, calendars, maps, files for calendar programs, and proposals."""
