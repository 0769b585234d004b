"""A mail server of a few lines (RFC 5321), which keeps what it took and can answer badly on request."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Taken:
    """Mails that the server accepted. `refuse` answers recipients by address, `silent` ones hear nothing once
    their mail is in hand; a connection ends after so many mails."""

    mails: list[tuple[str, Message]] = field(default_factory=list)
    refuse: dict[str, bytes] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    port: int = 0
    a_connection: int = 1000

    @property
    def recipients(self) -> list[str]:
        return sorted(to for to, _mail in self.mails)


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say(b"220 ready")
        recipient, left = "", self.taken.a_connection
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"MAIL" and not left:
                self.say(b"421 enough for one connection")
                return
            if word == b"RCPT":
                recipient = line.partition(b"<")[2].partition(b">")[0].decode()
                self.say(self.taken.refuse.get(recipient, b"250 ok"))
            elif word == b"DATA":
                self.say(b"354 go on")
                left -= 1
                if not self.take(recipient):
                    return
            elif word == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 ok")

    def take(self, recipient: str) -> bool:
        """Keep the mail once its last line has come; False where the conversation ends there."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        self.taken.mails.append((recipient, message_from_bytes(b"".join(lines))))
        if recipient in self.taken.silent:
            return False
        self.say(b"250 taken")
        return True

    def say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")

    @property
    def taken(self) -> Taken:
        return self.server.taken


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server() -> Iterator[Taken]:
    with Server(("127.0.0.1", 0), Conversation) as server:
        server.taken = Taken(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.taken
        finally:
            server.shutdown()
            thread.join()
