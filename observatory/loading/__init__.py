"""From a publisher's file to an immutable release: profiles, parsing, checking, copying."""
