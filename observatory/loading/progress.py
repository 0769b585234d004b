"""Progress on the terminal: one bar a step, with counts and time left."""

import sys

from tqdm import tqdm


class Bars:
    """A `Progress` that draws bars. Use as a context manager; silent where the output is no terminal."""

    def __init__(self) -> None:
        self._bar: tqdm | None = None
        self._step = ""

    def __enter__(self) -> "Bars":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self.__exit__()
            self._step = step
            self._bar = tqdm(total=total, desc=step, unit_scale=True, file=sys.stderr, disable=None, leave=True)
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(max(done - self._bar.n, 0))


def silent(step: str, done: int, total: int) -> None:
    """A `Progress` that shows nothing."""
