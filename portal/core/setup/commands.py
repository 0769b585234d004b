"""The steps behind the Makefile's targets."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from portal.core.serving.port import PortTaken, probe
from portal.core.setup import environment, html_judge, locking, packages, system
from portal.core.setup.environment import PROJECT, PYTHON
from portal.core.setup.terminal import SetupProblem, say

VAR = PROJECT / "var"
SOURCES = ["portal", "observatory", "excellence", "internationalisation", "emerging", "tests", "manage.py"]
PURE = ["stats", "queries", "queries.py", "actions", "actions.py"]
# `check --deploy` judges the production settings themselves; the values are of no server.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.config.settings.production",
    "SECRET_KEY": "checked-with-a-key-of-no-server-0123456789-abcdefghijklmnopqrstuvwxyz",
    "PORTAL_HOSTS": "clusters.example.eu",
    "PORTAL_BASE_URL": "https://clusters.example.eu",
    # No server listens there: a check that needs no data must start none.
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
}


def run() -> None:
    """Everything up to the running portal."""
    _probe_port()
    _prepare("base")
    system.ensure_pango()
    # The server takes this process's place, so that Ctrl-C and signals reach it directly.
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve", "--prepare"])  # noqa: S606 (a program of ours)


def _probe_port() -> None:
    """Before the long steps, so that nobody waits for them in vain."""
    port = os.environ.get("PORTAL_PORT", "8000")
    try:
        probe(os.environ.get("PORTAL_HOST", "127.0.0.1"), int(port))
    except ValueError:
        raise SetupProblem(f"PORTAL_PORT is a whole number, not “{port}”.") from None
    except PortTaken as problem:
        raise SetupProblem(str(problem)) from problem


def test() -> None:
    _prepare("dev")
    html_judge.install()
    system.ensure_chromium()
    system.ensure_pango()
    _call([str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[2:]])


def check() -> None:
    """Every judge is heard before the first failure ends the run."""
    _prepare("dev")
    failed = [name for name, judge in _judges().items() if not _passes(name, judge)]
    if failed:
        raise SetupProblem(f"Failed: {', '.join(failed)}. `make fix` mends what can be mended by itself.")
    locking.check()
    say("All checks passed.")


def _judges() -> dict[str, list[str]]:
    python = str(PYTHON)
    return {
        "ruff": [python, "-m", "ruff", "check", *SOURCES],
        "ruff format": [python, "-m", "ruff", "format", "--check", "--quiet", *SOURCES],
        "djhtml": [str(PYTHON.parent / "djhtml"), "--check", "templates"],
        "mypy": [python, "-m", "mypy", *_pure_layers()],
        "import contracts": [str(PYTHON.parent / "lint-imports")],
        "system checks": [python, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        "migrations": [python, "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run"],
    }


def _pure_layers() -> list[str]:
    rooms = ["observatory", "excellence", "internationalisation", "emerging", "portal"]
    return [
        str(path.relative_to(PROJECT)) for room in rooms for name in PURE for path in PROJECT.glob(f"{room}/**/{name}")
    ]


def _passes(name: str, command: Sequence[str]) -> bool:
    say(f"· {name}")
    return subprocess.run(command, cwd=PROJECT, env=os.environ | PRODUCTION, check=False).returncode == 0


def fix() -> None:
    _prepare("dev")
    _call([str(PYTHON), "-m", "ruff", "check", "--fix", *SOURCES])
    _call([str(PYTHON), "-m", "ruff", "format", *SOURCES])
    _call([str(PYTHON.parent / "djhtml"), "templates"])


def lock() -> None:
    environment.install("dev")
    locking.lock_all()


def bench() -> None:
    _prepare("dev")
    _call([str(PYTHON), "-m", "tests.bench"])


def images() -> None:
    _prepare("dev")
    system.ensure_chromium()
    _call([str(PYTHON), "-m", "tests.images"])


def fetch_packages() -> None:
    _prepare("base")


def _prepare(requirements: str) -> None:
    with _alone():
        environment.install(requirements)
        packages.fetch(PROJECT / "packages.lock.toml", VAR / "packages")


@contextmanager
def _alone() -> Iterator[None]:
    """Two `make` at once: the second waits until the first has everything in place."""
    VAR.mkdir(exist_ok=True)
    with (VAR / ".setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another `make` is installing; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _call(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=PROJECT, check=False)
    if done.returncode:
        # The command has said what is wrong.
        sys.exit(done.returncode)


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "fix": fix,
    "lock": lock,
    "bench": bench,
    "images": images,
    "packages": fetch_packages,
}
