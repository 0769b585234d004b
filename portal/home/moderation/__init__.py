"""From draft to published: who hears of it, by mail and through the queue."""
