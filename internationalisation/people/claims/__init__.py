"""Claims: somebody says that a profile is theirs to keep; national contacts and moderators decide."""
