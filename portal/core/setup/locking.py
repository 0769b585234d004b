"""Locks the dependencies with hashes (`make lock`) and sees, without network, whether a lock fits its input."""

import hashlib
from pathlib import Path

from portal.core.setup import environment
from portal.core.setup.clients import call
from portal.core.setup.terminal import SetupProblem, say

FOLDER = environment.PROJECT / "requirements"
NAMES = ("base", "dev", "npm")
HEADER = "# Made by `make lock`; sha256 of the input: "
# Universal: one lock for every platform and every Python from 3.11 on. The index's address stays out of the file.
WORDS = ("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--universal", "--python-version=3.11")


def lock_all() -> None:
    for name in NAMES:
        lock(name)


def lock(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    command = [
        str(environment.VENV / "bin" / "uv"),
        "pip",
        "compile",
        *WORDS,
        "--no-header",
        "--no-annotate",
        "--quiet",
    ]
    call("uv", [*command, str(FOLDER / f"{name}.in"), "-o", str(path)])
    path.write_text(f"{HEADER}{digest(name)}\n{path.read_text()}")
    say(f"Locked {path.relative_to(environment.PROJECT)}.")


def check() -> None:
    """Raises SetupProblem naming every lock whose input has changed since it was made."""
    stale = [name for name in NAMES if _recorded(FOLDER / f"{name}.txt") != digest(name)]
    if stale:
        names = ", ".join(f"requirements/{name}.in" for name in stale)
        raise SetupProblem(f"Changed since the lock was made: {names}. Run `make lock` and commit the result.")


def _recorded(path: Path) -> str:
    first = path.read_text().split("\n", 1)[0]
    return first.removeprefix(HEADER)


def digest(name: str) -> str:
    """Of the input and of every input that it includes."""
    text = (FOLDER / f"{name}.in").read_text()
    included = [line.split()[1].removesuffix(".in") for line in text.splitlines() if line.startswith("-r ")]
    return hashlib.sha256("".join([text, *map(digest, included)]).encode()).hexdigest()
