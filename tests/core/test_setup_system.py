"""System packages are installed where we may, as root or with a free sudo, and nothing fails where we may not."""

import subprocess

import pytest

from portal.core.setup import system


@pytest.fixture
def commands(monkeypatch) -> list[list[str]]:
    """Commands that would have been run; all succeed."""
    found: list[list[str]] = []

    def run(command, **words):
        found.append(list(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(
        system.shutil, "which", lambda name: f"/usr/bin/{name}" if name in {"apt-get", "sudo"} else None
    )
    return found


def installed(commands: list[list[str]]) -> list[str]:
    return [name for command in commands if "install" in command for name in command if name.startswith("lib")]


def test_nothing_is_installed_where_the_libraries_are(commands, monkeypatch):
    monkeypatch.setattr(system, "missing_libraries", lambda: ())
    system.ensure_pango()
    assert commands == []


def test_root_installs_pango(commands, monkeypatch):
    monkeypatch.setattr(system, "missing_libraries", lambda: ("Pango",))
    monkeypatch.setattr(system.os, "getuid", lambda: 0)
    system.ensure_pango()
    assert "libpango-1.0-0" in installed(commands)
    assert not any("sudo" in command for command in commands)


def test_a_sudo_without_password_installs_pango(commands, monkeypatch):
    monkeypatch.setattr(system, "missing_libraries", lambda: ("Pango",))
    monkeypatch.setattr(system.os, "getuid", lambda: 1000)
    system.ensure_pango()
    assert "libpango-1.0-0" in installed(commands)
    assert all(command[:2] == ["sudo", "-n"] for command in commands)


def test_who_may_not_install_installs_nothing(monkeypatch):
    tried = []

    def run(command, **words):
        tried.append(list(command))
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(system, "missing_libraries", lambda: ("Pango",))
    monkeypatch.setattr(system.os, "getuid", lambda: 1000)
    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    system.ensure_pango()
    assert tried == [["sudo", "-n", "true"]]


def test_a_library_that_is_nowhere_is_missing(monkeypatch):
    monkeypatch.setattr(system, "PDF_LIBRARIES", {"Nothing": ("libnothing-of-the-kind.so.0",)})
    assert system.missing_libraries() == ("Nothing",)
