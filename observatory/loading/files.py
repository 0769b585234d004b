"""What is needed to know a file again, and where it came from."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """Record of each fetched file by name; empty without a manifest."""
    path = folder / MANIFEST
    return json.loads(path.read_text()) if path.exists() else {}


def retrieved_on(path: Path) -> date:
    """Day on which the file was fetched: from the manifest beside it, else the day it was last written."""
    record = read_manifest(path.parent).get(path.name)
    if record:
        return datetime.fromisoformat(record["retrieved_at"]).date()
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
