"""The public texts in data files, so that they are collected and translated as those of templates and Python are."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

# Folders whose files hold texts that pages pass through gettext, the keys of those texts, and tables that hold codes
# under such a key. Texts that a file translates itself (`names`) and those of editors are not among them.
FOLDERS = (
    "observatory/data",
    "observatory/data/rules",
    "observatory/data/sources",
    "portal/registry/data",
    "portal/registry/data/region_sets",
    "portal/registry/data/schemes",
)
KEYS = frozenset(
    {
        "title",
        "short_title",
        "explanation",
        "unit",
        "edge",
        "source",
        "text",
        "labels",
        "published",
        "orientation",
        "description",
        "licence",
        "note",
        "reason",
        "symbols",
        "footnote",
    }
)
CODES = frozenset({"needed", "names", "members"})


def data_files() -> list[Path]:
    """All data files with texts to translate."""
    return sorted(path for folder in FOLDERS for path in (settings.BASE_DIR / folder).glob("*.toml"))


def texts_of(path: Path) -> list[str]:
    """The texts of one file in their order, each once, without empty ones."""
    return list(dict.fromkeys(_texts(tomllib.loads(path.read_text(encoding="utf-8")))))


def _texts(node: Any, *, is_text: bool = False) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in CODES:
                yield from _texts(value, is_text=is_text or key in KEYS)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, is_text=is_text)
    elif is_text and isinstance(node, str) and node:
        yield node
