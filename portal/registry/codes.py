"""Codes of places as Eurostat writes them."""

import re

CODE = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")  # a NUTS code of level 0 to 3
OLD_COUNTRY_CODES = {"GR": "EL", "GB": "UK"}


def official_code(code: str) -> str:
    """`"GR11"` → `"EL11"`, `"gb"` → `"UK"`, `" fr71 "` → `"FR71"`."""
    upper = code.strip().upper()
    return OLD_COUNTRY_CODES.get(upper[:2], upper[:2]) + upper[2:]


def ancestors_and_self(code: str) -> list[str]:
    """`DE212` → DE, DE2, DE21, DE212: NUTS codes grow by one sign a level."""
    return [code[:length] for length in range(2, len(code) + 1)]
