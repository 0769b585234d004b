"""The secret of an invitation's link: in the mail as it is, in the database as a sum."""

import hashlib
import secrets

SECRET_BYTES = 32


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def sum_of(secret: str) -> str:
    """What is stored. A secret of 256 random bits needs no salt and no slow sum: nobody can try them all."""
    return hashlib.sha256(secret.encode()).hexdigest()
