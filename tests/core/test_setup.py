"""What `make` does before any dependency is there: locks, packages, bars and plain messages."""

import errno
import hashlib
import io
import socket
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from portal.core.setup import __main__ as door
from portal.core.setup import clients, commands, locking, packages
from portal.core.setup.packages import Package
from portal.core.setup.terminal import Bar, SetupProblem

PROJECT = Path(__file__).resolve().parents[2]


def test_the_set_up_needs_nothing_but_the_standard_library():
    command = [sys.executable, "-S", "-E", "-c", "from portal.core.setup import commands"]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == 0


def test_every_target_of_the_makefile_is_a_command_and_every_command_a_target():
    lines = (PROJECT / "Makefile").read_text().splitlines()
    targets = {line.split(":")[0] for line in lines if ": ##" in line}
    assert targets - {"help"} == set(commands.COMMANDS)


def test_make_help_lists_every_target():
    shown = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {name} " in shown for name in commands.COMMANDS)


def test_an_old_python_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9))
    with pytest.raises(SystemExit, match=r"needs 3\.11 or newer: make PYTHON=python3\.11"):
        door.refuse_old_python()


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (SetupProblem("Do this."), "Do this."),
        (KeyboardInterrupt(), "The next run continues"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(monkeypatch, failure, sentence):
    def fail() -> None:
        raise failure

    monkeypatch.setitem(commands.COMMANDS, "fail", fail)
    monkeypatch.setattr(sys, "argv", ["setup", "fail"])
    with pytest.raises(SystemExit, match=sentence):
        door.main()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("npm error code ENOSPC", "The disk is full"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "does not reach"),
        ("npm error code ENOTFOUND", "does not reach"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the locked one"),
        ("something else", "pip failed"),
    ],
)
def test_what_pip_and_npm_say_becomes_a_sentence_with_the_cause(output, sentence):
    said = clients.explain("pip", output)
    assert sentence in said
    assert output.splitlines()[-1] in said


def test_a_failing_client_stops_the_set_up():
    with pytest.raises(SetupProblem, match="does not reach its package index"):
        clients.call("npm", [sys.executable, "-c", "print('npm error code ENOTFOUND'); exit(1)"])


def test_every_lock_is_as_fresh_as_its_input():
    locking.check()


def test_a_changed_input_is_named(monkeypatch, tmp_path):
    for name in locking.NAMES:
        (tmp_path / f"{name}.in").write_text("Django\n" if name != "dev" else "-r base.in\nruff\n")
        monkeypatch.setattr(locking, "FOLDER", tmp_path)
        (tmp_path / f"{name}.txt").write_text(f"{locking.HEADER}{locking.digest(name)}\ndjango==5.2\n")
    locking.check()
    (tmp_path / "base.in").write_text("Django\nWagtail\n")
    with pytest.raises(SetupProblem, match=r"requirements/base\.in, requirements/dev\.in"):
        locking.check()


def test_no_lock_names_an_index():
    for path in [*(PROJECT / "requirements").iterdir(), PROJECT / "packages.lock.toml"]:
        assert "://" not in path.read_text(), path


def package(archive: Path, **changes: object) -> Package:
    values = {
        "manager": "npm",
        "name": "parts",
        "version": "1.0",
        "sha512": hashlib.sha512(archive.read_bytes()).hexdigest(),
        "folder": "parts",
        "strip": 1,
        "members": ("package/styles/*.css",),
    }
    return Package(**values | changes)


@pytest.fixture
def aside(tmp_path) -> Path:
    """The folder beside the packages where an archive lies before it is unpacked."""
    folder = tmp_path / "target" / ".fetching"
    folder.mkdir(parents=True)
    return folder


def npm_archive(folder: Path, *names: str) -> Path:
    path = folder / "parts-1.0.tgz"
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(name)
            tar.addfile(info, io.BytesIO(name.encode()))
    return path


def test_only_the_named_files_of_a_package_are_unpacked(aside):
    archive = npm_archive(aside, "package/styles/a.css", "package/styles/deep/b.css", "package/index.js")
    packages.unpack(package(archive), archive, aside.parent)
    found = {str(path.relative_to(aside.parent)) for path in aside.parent.rglob("*.*") if path.is_file()}
    assert {"parts/styles/a.css", "parts/styles/deep/b.css"} <= found
    assert "parts/index.js" not in found


def test_a_wheel_is_unpacked_the_same_way(aside):
    archive = aside / "parts-1.0.whl"
    with zipfile.ZipFile(archive, "w") as wheel:
        wheel.writestr("parts/data/codes.csv", "A,B\n")
    packages.unpack(package(archive, manager="pip", members=("parts/data/*.csv",)), archive, aside.parent)
    assert (aside.parent / "parts" / "data" / "codes.csv").read_text() == "A,B\n"


def test_another_file_than_the_locked_one_is_refused_and_the_old_folder_stays(aside):
    archive = npm_archive(aside, "package/styles/a.css")
    (aside.parent / "parts").mkdir()
    (aside.parent / "parts" / "old.css").write_text("old")
    with pytest.raises(SetupProblem, match="not the locked file"):
        packages.unpack(package(archive, sha512="0" * 128), archive, aside.parent)
    assert (aside.parent / "parts" / "old.css").read_text() == "old"


def test_a_new_version_takes_the_place_of_the_old_folder(aside):
    (aside.parent / "parts").mkdir()
    (aside.parent / "parts" / "old.css").write_text("old")
    archive = npm_archive(aside, "package/styles/a.css")
    packages.unpack(package(archive), archive, aside.parent)
    assert not (aside.parent / "parts" / "old.css").exists()


def test_a_pattern_that_names_no_file_is_an_error(aside):
    archive = npm_archive(aside, "package/index.js")
    with pytest.raises(SetupProblem, match=r"holds no file named package/styles/\*\.css"):
        packages.unpack(package(archive), archive, aside.parent)


def test_an_archive_may_not_write_outside_its_folder(aside):
    archive = npm_archive(aside, "package/styles/../../../evil.css")
    with pytest.raises(SetupProblem, match="outside its folder"):
        packages.unpack(package(archive), archive, aside.parent)


def test_what_is_there_already_is_not_fetched_again(aside, tmp_path, monkeypatch):
    archive = npm_archive(aside, "package/styles/a.css")
    packages.unpack(package(archive), archive, aside.parent)
    monkeypatch.setattr(packages, "read_lock", lambda path: [package(archive)])
    monkeypatch.setattr(packages, "_download", lambda *words: pytest.fail("it was fetched again"))
    packages.fetch(tmp_path / "lock", aside.parent)


def test_the_lock_of_packages_reads(tmp_path):
    read = packages.read_lock(PROJECT / "packages.lock.toml")
    assert {"ecl", "icons", "htmx", "atlas", "nace", "postcodes", "nuts", "world"} == {one.folder for one in read}
    assert all(len(one.sha512) == 128 for one in read)


def test_a_bar_shows_count_and_time_left():
    bar = Bar("Packages", 4, io.StringIO())
    bar.advance()
    assert "1/4" in bar.line()
    assert "left" in bar.line()
    bar.finish()
    assert "4/4 in 0 s" in bar.line()


def test_a_bar_outside_a_terminal_is_two_lines():
    stream = io.StringIO()
    bar = Bar("Packages", 100, stream)
    for _ in range(100):
        bar.advance()
    bar.finish()
    assert len(stream.getvalue().splitlines()) == 2


def test_a_port_in_use_is_said_before_the_long_steps(monkeypatch):
    monkeypatch.setattr(commands, "_prepare", lambda name: pytest.fail("it began to install"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORTAL_PORT", str(other.getsockname()[1]))
        with pytest.raises(SetupProblem, match="is in use"):
            commands.run()


def test_two_set_ups_at_once_wait_for_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "VAR", tmp_path / "var")
    with commands._alone():
        script = (
            "import sys; from pathlib import Path; from portal.core.setup import commands;"
            "commands.VAR = Path(sys.argv[1])\nwith commands._alone(): print('mine')"
        )
        other = subprocess.Popen(
            [sys.executable, "-c", script, tmp_path / "var"], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert "waiting" in other.stdout.readline()
    assert other.communicate()[0] == "mine\n"
