"""Two-page briefings as PDF and Word files: found by the address of their page, made once, and made by the queue."""
