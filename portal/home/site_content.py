"""The pages of a new portal, read from their data file."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("data") / "site.toml"


@lru_cache(maxsize=1)
def site_content() -> dict[str, Any]:
    """Tables `home`, `section`, `page`, `news`, `events` and `calls` of the data file."""
    with FILE.open("rb") as file:
        return tomllib.load(file)
