"""The virtual environment with the locked dependencies, made once for each lock."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from portal.core.setup.clients import call
from portal.core.setup.terminal import Bar, SetupProblem, say

PROJECT = Path(__file__).resolve().parents[3]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "locks.json"
PIN = re.compile(r"^[A-Za-z0-9._-]+==", re.MULTILINE)


def install(name: str) -> None:
    """Install `requirements/<name>.txt` with its hashes, unless exactly this lock is installed already."""
    lock = PROJECT / "requirements" / f"{name}.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _installed().get(name) == digest and os.access(PYTHON, os.X_OK):
        return
    _make_venv()
    _install(lock)
    STAMP.write_text(json.dumps(_installed() | {name: digest}, indent=1))


def _installed() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _works() -> bool:
    """A half-made environment, or one whose Python was removed, does not."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    if _works():
        return
    say(f"Making {VENV} …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupProblem(
            "Python cannot make a virtual environment here. On Debian and Ubuntu install the package python3-venv, "
            f"then run the command again.\n    {(made.stdout + made.stderr).strip()}"
        )


def _install(lock: Path) -> None:
    bar = Bar("Python packages", len(PIN.findall(lock.read_text())))

    def on_line(line: str) -> None:
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            bar.advance("" if bar.done + 1 < bar.total else "installing …")

    words = ["install", "--require-hashes", "--no-deps", "--disable-pip-version-check", "--progress-bar=off"]
    call("pip", [str(PYTHON), "-m", "pip", *words, "-r", str(lock)], on_line)
    bar.finish()
