"""Child processes that live and die together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

PR_SET_PDEATHSIG = 1
TOO_SOON_SECONDS = 5
PATIENCE_SECONDS = 15
POLL_SECONDS = 0.2


class ChildProblem(Exception):
    """A program ended right after its start, so starting it again would not help."""


@dataclass(slots=True)
class Child:
    """A program that is started again when it ends of itself."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0

    def start(self) -> None:
        self.began = time.monotonic()
        # A session of its own: Ctrl-C in the terminal reaches the parent alone, which then stops its children in order.
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | self.environment,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (the parent has one thread)
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def _end_with_parent() -> None:
    """On Linux a killed parent takes its children along."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Family:
    """Runs children until a signal comes; raises ChildProblem when one cannot live."""

    def __init__(self, children: list[Child], say: Callable[[str], None]):
        self.children = children
        self.say = say
        self.ending = False

    def run(self, on_start: Callable[[], None] = lambda: None) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        try:
            for child in self.children:
                child.start()
            on_start()
            while not self.ending:
                self._look_after()
                time.sleep(POLL_SECONDS)
        finally:
            self.stop()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def _look_after(self) -> None:
        for child in self.children:
            if not child.has_ended():
                continue
            code = child.process.returncode if child.process else 0
            if time.monotonic() - child.began < TOO_SOON_SECONDS:
                raise ChildProblem(f"The {child.name} ended right after its start (exit code {code}); see above.")
            self.say(f"The {child.name} ended (exit code {code}); it is started again.")
            child.start()

    def stop(self) -> None:
        """Ask every child to end, wait, and kill whole sessions that do not."""
        living = [child.process for child in self.children if child.process and not child.has_ended()]
        for process in living:
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in living:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
