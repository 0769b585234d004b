"""Names beside round marks: each where it covers no other name and no named mark, or left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from observatory.charts.parts import TEXT_LINE
from portal.core.charts import Spec
from portal.core.palette import palette

LETTER = 6.8  # pixels, on average
GAP, SMALL = 4, 5
EDGES = (20, 22)  # pixels at the top and bottom that are kept for other words


@dataclass(frozen=True, slots=True)
class Mark:
    """A round mark in pixels and its names, the longest first."""

    x: float
    y: float
    radius: float
    names: tuple[str, ...] = ()

    @property
    def box(self) -> "Box":
        inner = self.radius * 0.85
        return Box(self.x - inner, self.y - inner, self.x + inner, self.y + inner)


@dataclass(frozen=True, slots=True)
class Room:
    """What names must stay inside; `letters` fit into a line."""

    width: float
    height: float
    letters: int


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Name:
    """The middle of the text stands at `x`, `y`, or its end, or its start."""

    text: str
    x: float
    y: float
    align: str


def place_names(marks: Sequence[Mark], room: Room) -> Iterator[Name]:
    """Names of `marks`, those that come first choose first. A long name covers no mark at all, a short no named one."""
    taken = [Box(0, 0, room.width, EDGES[0]), Box(0, room.height - EDGES[1], room.width, room.height)]
    everything = [*taken, *(mark.box for mark in marks if mark.radius > SMALL)]
    taken += [mark.box for mark in marks if mark.names]
    for mark in marks:
        found = _first_fit(mark, (everything, taken), room) if mark.names else None
        if found is not None:
            taken.append(found[1])
            everything.append(found[1])
            yield found[0]


def _first_fit(mark: Mark, obstacles: tuple[list[Box], list[Box]], room: Room) -> tuple[Name, Box] | None:
    for name in mark.names:
        lines = wrap(name, room.letters)
        taken = obstacles[1] if name == mark.names[-1] else obstacles[0]
        for (x, y, align), box in _places(lines, mark):
            if _is_inside(box, room) and not any(box.meets(other) for other in taken):
                return Name("\n".join(lines), x, y, align), box
    return None


def _places(lines: Sequence[str], mark: Mark) -> Iterator[tuple[tuple[float, float, str], Box]]:
    """Right of the mark, left, above, below: where the text stands, and its box."""
    wide, high = LETTER * max(map(len, lines), default=0), TEXT_LINE * len(lines)
    x, y, away = mark.x, mark.y, mark.radius + GAP
    for top in (y - high / 2, y - high, y):
        yield (x + away, top + high / 2, "left"), Box(x + away, top, x + away + wide, top + high)
        yield (x - away, top + high / 2, "right"), Box(x - away - wide, top, x - away, top + high)
    for top in (y - away - high, y + away):
        yield (x, top + high / 2, "center"), Box(x - wide / 2, top, x + wide / 2, top + high)


def _is_inside(box: Box, room: Room) -> bool:
    return box.left >= 0 and box.right <= room.width and box.top >= 0 and box.bottom <= room.height


def name_layers(names: Sequence[Name], size: int) -> list[Spec]:
    """Each name twice: a pale ground that keeps lines off the letters, then the letters."""
    layers: list[Spec] = []
    for name in names:
        y = name.y - TEXT_LINE * name.text.count("\n") / 2
        mark = {"type": "text", "x": name.x, "y": y, "baseline": "middle", "align": name.align, "fontSize": size}
        mark |= {"lineBreak": "\n", "lineHeight": TEXT_LINE}
        ground = {"stroke": palette().surface.page, "strokeWidth": 3, "strokeOpacity": 0.9}
        data = {"values": [{"text": name.text}]}
        layers += [
            {"data": data, "mark": mark | style, "encoding": {"text": {"field": "text"}}} for style in (ground, {})
        ]
    return layers
