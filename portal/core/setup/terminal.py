"""Plain lines and a plain progress bar, for the time before tqdm is installed."""

import sys
import time
from typing import TextIO

WIDTH = 28


class SetupProblem(Exception):
    """Something the person at the keyboard can mend; the message says how."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Bar:
    """Count, share and time left; on a terminal one line that moves, elsewhere a line at the start and the end."""

    def __init__(self, label: str, total: int, stream: TextIO = sys.stderr):
        self.label = label
        self.total = total
        self.done = 0
        self.stream = stream
        self.began = time.monotonic()
        self._show()

    def advance(self, note: str = "") -> None:
        self.done = min(self.done + 1, self.total)
        self._show(note)

    def finish(self) -> None:
        if self.done < self.total:
            self.done = self.total
            self._show()
        if self.stream.isatty():
            self.stream.write("\n")

    def line(self, note: str = "") -> str:
        filled = WIDTH * self.done // max(self.total, 1)
        bar = "#" * filled + "-" * (WIDTH - filled)
        return f"{self.label} [{bar}] {self.done}/{self.total} {self._left()} {note}".rstrip()

    def _left(self) -> str:
        elapsed = time.monotonic() - self.began
        if not self.done:
            return ""
        if self.done == self.total:
            return f"in {elapsed:.0f} s"
        return f"about {elapsed / self.done * (self.total - self.done):.0f} s left"

    def _show(self, note: str = "") -> None:
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[2K{self.line(note)[:110]}")
        elif self.done in {0, self.total}:
            self.stream.write(f"{self.line(note)}\n")
        self.stream.flush()
