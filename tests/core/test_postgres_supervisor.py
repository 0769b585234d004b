"""The embedded server under everything that happens to it on real machines. Each test has a server of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.core.postgres import server, supervisor
from portal.core.postgres.place import Answer, Place, PostgresProblem, ask, make_folders

PROJECT = Path(__file__).resolve().parents[2]
USE = """
import sys
from pathlib import Path
from portal.core.postgres import supervisor
from portal.core.postgres.place import PostgresProblem
try:
    supervisor.ensure(Path(sys.argv[1]))
except PostgresProblem as problem:
    sys.exit(f"problem: {problem}")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A data folder made once and copied for each test: initdb is the slow part."""
    root = tmp_path_factory.mktemp("filled") / "postgres"
    with user(root):
        pass
    wait_for(lambda: ask(Place(root)) is Answer.NONE and not (root / "data" / "postmaster.pid").exists())
    return root


@pytest.fixture
def root(filled, tmp_path) -> Iterator[Path]:
    copy = tmp_path / "postgres"
    copy_with_owner(filled, copy)
    yield copy
    wait_for(lambda: ask(Place(copy)) is Answer.NONE)
    shutil.rmtree(Place(copy).socket_folder, ignore_errors=True)  # of the servers that were killed


def copy_with_owner(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def begin(root: Path, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", USE, str(root)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


@contextmanager
def user(root: Path, **environment: str) -> Iterator[subprocess.Popen]:
    """A process that uses the server until it is told to end."""
    process = begin(root, **environment)
    try:
        first = process.stdout.readline()
        assert first == "ready\n", process.stderr.read()
        yield process
    finally:
        process.communicate()


def wait_for(condition, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def server_processes(root: Path) -> list[int]:
    """Ids of the processes that hold the server's lock file open."""
    lock = str(Place(root).server_lock.resolve())
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and holds(entry, lock)]


def holds(process: Path, path: str) -> bool:
    try:
        return any(os.readlink(handle) == path for handle in (process / "fd").iterdir())
    except OSError:
        return False


def refusal(root: Path, **environment: str) -> str:
    process = begin(root, **environment)
    out, err = process.communicate(timeout=120)
    assert out == ""
    return err


def test_two_commands_at_once_share_one_server_and_the_last_one_stops_it(root):
    first, second = begin(root), begin(root)
    assert first.stdout.readline() == second.stdout.readline() == "ready\n"
    assert Place(root).log.read_text().count("starting PostgreSQL") == 2  # once here, once when the copy was made
    first.communicate()
    time.sleep(1)
    assert ask(Place(root)) is Answer.READY
    second.communicate()
    wait_for(lambda: ask(Place(root)) is Answer.NONE)
    wait_for(lambda: not server_processes(root))
    wait_for(lambda: not Place(root).socket_folder.exists())


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_user_counts_as_gone(root, how):
    with user(root) as survivor:
        with user(root) as victim:
            victim.send_signal(how)
            victim.wait()
        time.sleep(0.5)
        assert ask(Place(root)) is Answer.READY
        survivor.send_signal(how)
    wait_for(lambda: ask(Place(root)) is Answer.NONE)
    wait_for(lambda: not server_processes(root))


def test_a_killed_watcher_leaves_no_server_behind(root):
    with user(root) as process:
        watcher = int(
            subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True).stdout
        )
        os.kill(watcher, signal.SIGKILL)
        wait_for(lambda: not server_processes(root))
    with user(root):
        assert ask(Place(root)) is Answer.READY


@pytest.mark.parametrize("stranger", ["gone", "alive"])
def test_a_stale_or_recycled_pid_file_does_not_hinder_the_start(root, stranger):
    ended = subprocess.Popen(["true"])
    ended.wait()
    pid = os.getpid() if stranger == "alive" else ended.pid
    write_pid_file(root, pid)
    with user(root):
        assert ask(Place(root)) is Answer.READY


def write_pid_file(root: Path, pid: int) -> None:
    make_folders(Place(root), server.account(Place(root)).uid)
    Place(root).socket.with_name(f"{Place(root).socket.name}.lock").write_text(f"{pid}\n")
    path = root / "data" / "postmaster.pid"
    lines = [pid, root / "data", int(time.time()), 5432, Place(root).socket_folder, "", "  1  1", "ready"]
    path.write_text("\n".join(map(str, lines)) + "\n")
    os.chown(path, (root / "data").stat().st_uid, -1)


def test_a_dead_socket_file_is_no_server(root):
    place = Place(root)
    make_folders(place, server.account(place).uid)
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(place.socket))
    assert ask(place) is Answer.NONE
    with user(root):
        assert ask(place) is Answer.READY


def test_a_path_of_150_characters_is_no_hindrance(filled, tmp_path):
    deep = tmp_path
    while len(str(deep)) < 150:
        deep = deep / "a-folder-in-a-folder"
    deep.mkdir(parents=True)
    copy_with_owner(filled, deep / "postgres")
    with user(deep / "postgres"):
        assert ask(Place(deep / "postgres")) is Answer.READY
    assert len(str(Place(deep / "postgres").socket)) < 107


@pytest.mark.parametrize("locale", ["C", "xx_YY.UTF-8"])
def test_a_missing_locale_does_no_harm(tmp_path, locale):
    root = tmp_path / "postgres"
    with user(root, LC_ALL=locale, LANG=locale, LANGUAGE=locale):
        assert ask(Place(root)) is Answer.READY
        shown = query(root, "SELECT datlocale FROM pg_database WHERE datname = 'portal'")
    assert shown == "C.UTF-8"


def query(root: Path, sql: str) -> str:
    command = [supervisor.binaries() / "psql", "-h", Place(root).socket_folder, "-U", "portal", "-Atc", sql, "portal"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_data_of_another_major_version_are_refused_in_plain_words(root):
    (root / "data" / "PG_VERSION").write_text("15\n")
    said = refusal(root)
    assert "made by PostgreSQL 15" in said
    assert "Traceback" not in said


def test_a_start_killed_while_it_made_the_data_is_made_anew(tmp_path):
    root = tmp_path / "postgres"
    (root / "data.new" / "base").mkdir(parents=True)
    with user(root):
        assert ask(Place(root)) is Answer.READY
    assert not (root / "data.new").exists()


def test_a_server_that_died_is_started_again_by_the_next_connection(root):
    with user(root):
        first = int((root / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: ask(Place(root)) is Answer.NONE)
        with user(root):
            assert ask(Place(root)) is Answer.READY


def test_release_waits_until_the_last_user_s_server_has_gone(root):
    place = supervisor.ensure(root)
    supervisor.release(root)
    assert ask(place) is Answer.NONE


def test_a_socket_folder_of_another_user_is_refused(tmp_path):
    place = Place(tmp_path / "postgres")
    place.socket_folder.symlink_to(tmp_path)
    try:
        with pytest.raises(PostgresProblem, match="belongs to another user"):
            make_folders(place, os.getuid())
    finally:
        place.socket_folder.unlink()


def test_the_command_line_s_help_starts_nothing(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PORTAL_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.config.settings.test"}
    subprocess.run([sys.executable, "manage.py", "--help"], cwd=PROJECT, env=environment, check=True, stdout=-3)
    assert not (tmp_path / "postgres").exists()
