"""`make bench`: speed as ratios of one run, never as times that a test asserts."""
