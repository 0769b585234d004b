"""Where one embedded server keeps its data, its locks and its socket."""

import hashlib
import os
import socket
import stat
import struct
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

USER = "portal"
DATABASE = "portal"
PORT = 5432
PROTOCOL_3_0 = 196608
STARTING_UP = b"57P03"
READY_FOR_QUERY = b"Z\0\0\0\5I"
GOODBYE = b"X\0\0\0\4"


class PostgresProblem(Exception):
    """The embedded database cannot run; the message says what to do."""


class Answer(Enum):
    NONE = "no server listens"
    STARTING = "a server listens and is not ready yet"
    READY = "a server takes connections"


@dataclass(frozen=True, slots=True)
class Place:
    """Files of one server below `root`; the socket's folder is short whatever the depth of `root`."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server; whoever gets it alone is the last one."""
        return self.root / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held while a server is being started, so that two commands start one."""
        return self.root / "start.lock"

    @property
    def server_lock(self) -> Path:
        """Inherited by every process of the server: it is free exactly when none of them lives."""
        return self.root / "server.lock"

    @property
    def socket_folder(self) -> Path:
        """A fixed place (never TMPDIR, which differs between shells): all commands must find the same one."""
        digest = hashlib.sha256(os.fsencode(self.root.resolve())).hexdigest()[:12]
        return Path("/tmp") / f"portal-{os.getuid()}-{digest}"  # noqa: S108 (private folder, checked below)

    @property
    def socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{PORT}"


def make_folders(place: Place, owner: int) -> None:
    """Make the root and the private socket folder that belongs to user id `owner`."""
    place.root.mkdir(parents=True, exist_ok=True)
    folder = place.socket_folder
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.getuid()}:
        raise PostgresProblem(f"{folder} belongs to another user. Remove it, then try again.")
    if found.st_uid != owner:
        os.chown(folder, owner, -1)
    folder.chmod(0o700)


def ask(place: Place) -> Answer:
    """Whether a server answers at the socket, by the first messages of PostgreSQL's protocol."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        try:
            line.connect(str(place.socket))
            return _greet(line)
        except TimeoutError:
            return Answer.STARTING
        except OSError:
            return Answer.NONE


def _greet(line: socket.socket) -> Answer:
    line.sendall(_startup_message())
    reply = b""
    while READY_FOR_QUERY not in reply:
        part = line.recv(4096)
        if not part:
            return Answer.STARTING if STARTING_UP in reply else Answer.NONE
        reply += part
    line.sendall(GOODBYE)
    return Answer.READY


def _startup_message() -> bytes:
    words = b"".join(word.encode() + b"\0" for word in ("user", USER, "database", "postgres")) + b"\0"
    return struct.pack("!ii", len(words) + 8, PROTOCOL_3_0) + words
