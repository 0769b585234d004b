"""Tables that signed-in analysts have the engine work on: stored privately, computed by the queue, deleted in time."""
