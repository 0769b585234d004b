"""What figures are computed with: another method gives other figures from the same observations."""

import hashlib

import msgspec

from observatory.rules import rule_sets

FORMULAS = 7
"""Number of the formulas. Whoever changes what one of them gives raises it: figures are then computed anew."""


def current_method() -> str:
    """SHA-256 of the rule sets and the number of the formulas; stored with each release's figures."""
    rules = msgspec.json.encode(rule_sets(), order="deterministic")
    return hashlib.sha256(f"{FORMULAS}\n".encode() + rules).hexdigest()
