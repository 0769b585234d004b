"""Far places on the map of one country: their frames move from the edge of Europe into a strip beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from observatory.maps.spec import Box, Note

GAP = 0.02  # of the map's width
INDENT = 20  # of a name from the corner of its frame, before the frame moves
FEWEST = 4  # places in the strip: a narrow frame is no wider than a quarter of the map


@dataclass(frozen=True, slots=True)
class Frame:
    """A labelled frame of the canvas in which a far place is drawn."""

    code: str
    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Moved:
    """A frame in its new place, `scale` times as large."""

    frame: Frame
    box: Box
    scale: float

    @property
    def transform(self) -> str:
        """What a path inside the frame needs to move with it."""
        x, y = self.point(0, 0)
        return f"translate({x} {y}) scale({self.scale:.3f})"

    @property
    def outline(self) -> str:
        return f"M{self.box.x} {self.box.y}h{self.box.width}v{self.box.height}h{-self.box.width}z"

    @property
    def note(self) -> Note:
        indent = round(INDENT * self.scale)
        return Note(self.box.x + indent, self.box.y + self.box.height - indent, self.frame.name)

    def point(self, x: int, y: int) -> tuple[int, int]:
        """Where a point of the old frame is now."""
        return (
            round(self.box.x + (x - self.frame.box.x) * self.scale),
            round(self.box.y + (y - self.frame.box.y) * self.scale),
        )


def strip_below(view: Box, frames: Sequence[Frame]) -> tuple[Box, tuple[Moved, ...]]:
    """`view` with room beneath it, and the frames side by side in that room, all to one scale.

    Without frames nothing changes.
    """
    if not frames:
        return view, ()
    gap = round(view.width * GAP)
    room = view.width - gap * (max(len(frames), FEWEST) + 1)
    widths = [frame.box.width for frame in frames]
    scale = room / max(sum(widths), FEWEST * min(widths))
    starts = accumulate((round(width * scale) + gap for width in widths), initial=view.x + gap)
    moved = tuple(_moved(frame, start, view, scale) for frame, start in zip(frames, starts, strict=False))
    height = max(one.box.height for one in moved)
    return Box(view.x, view.y, view.width, view.height + height + gap), moved


def _moved(frame: Frame, x: int, view: Box, scale: float) -> Moved:
    box = Box(x, view.y + view.height, round(frame.box.width * scale), round(frame.box.height * scale))
    return Moved(frame, box, scale)
