"""Release checks: what the figures say about each other, in plain words, before anybody publishes them."""

from typing import Any

from observatory.loading.reading import Reading


def check_reading(reading: Reading) -> dict[str, Any]:
    """The release's report as JSON."""
    return {"checks": []}
