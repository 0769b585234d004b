"""The whole portal for tests that look at it as a visitor does: own database, real commands, real server.

Browser tests, `make images` and `make bench` use it. Figures come from the official files where PORTAL_SOURCES
names them, else from the demonstration generator.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parents[1]
PREPARE = (
    ["migrate", "-v0"],
    ["load_registry"],
    ["prepare_release"],
    ["prepare_site"],
    ["index"],
    ["collectstatic", "--noinput", "-v0"],
)


@dataclass(frozen=True, slots=True)
class Stack:
    """A running portal: its address and the environment in which `manage.py` reaches its database."""

    url: str
    environment: Mapping[str, str]

    def manage(self, *command: str) -> str:
        return _manage(self.environment, *command)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, database: str) -> dict[str, str]:
    """Variables of a portal whose files lie in `folder`; its database stands beside the one of DATABASE_URL."""
    variables = {
        **os.environ,
        "PORTAL_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.development",
        "PORTAL_MFA_REQUIRED": "0",  # browsers of tests are signed in with a session; tests/accounts hold the duty
    }
    if os.environ.get("DATABASE_URL"):
        variables["DATABASE_URL"] = _fresh_database(os.environ["DATABASE_URL"], database)
    return variables


def prepare(variables: Mapping[str, str]) -> None:
    for command in PREPARE:
        _manage(variables, *command)


@contextmanager
def serving(variables: Mapping[str, str]) -> Iterator[Stack]:
    """Start `manage.py serve` on a free port; stop it and everything it started on leaving."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=dict(variables), start_new_session=True)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", server)
        yield Stack(f"http://localhost:{port}", variables)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _manage(variables: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=dict(variables),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _fresh_database(url: str, name: str) -> str:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _wait_for(url: str, server: subprocess.Popen[bytes], seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(url, timeout=5)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} did not answer within {seconds} seconds.")
