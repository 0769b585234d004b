"""Pages in many languages: what editors submit, translate and correct is worked on by the queue."""
