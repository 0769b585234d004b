"""Runs pip and npm, and turns what they say when they fail into a sentence that helps.

Where packages come from is the business of the machine's own pip and npm configuration.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from portal.core.setup.terminal import SetupProblem

CAUSES = {
    "No space left": "The disk is full. Free some space and run the command again; it continues where it stopped.",
    "DO NOT MATCH THE HASHES": "A downloaded package is not the locked one. Run the command again; if it stays so, "
    "the index serves another file than the one that was locked (`make lock` makes a new lock).",
    "ENOSPC": "The disk is full. Free some space and run the command again; it continues where it stopped.",
}
UNREACHABLE = (
    "Could not find a version",
    "No matching distribution",
    "NewConnectionError",
    "Connection refused",
    "name resolution",
    "timed out",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "network",
)


def explain(client: str, output: str) -> str:
    """The likely cause in plain words, with the client's own last lines."""
    tail = "\n".join(f"    {line}" for line in output.strip().splitlines()[-4:])
    for mark, sentence in CAUSES.items():
        if mark in output:
            return f"{sentence}\n{tail}"
    if any(mark in output for mark in UNREACHABLE):
        return (
            f"{client} does not reach its package index. Check the network (and the proxy and index settings of "
            f"{client}), then run the command again; it continues where it stopped.\n{tail}"
        )
    return f"{client} failed:\n{tail}"


def call(client: str, command: Sequence[str], on_line: Callable[[str], None] | None = None, cwd: Path | None = None):
    """Run to the end, handing every line of output to `on_line`. Raises SetupProblem with the likely cause."""
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, cwd=cwd
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if on_line:
                on_line(lines[-1])
    if process.returncode:
        raise SetupProblem(explain(client, "\n".join(lines)))
