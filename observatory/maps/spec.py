"""What a map is made of. Coordinates are whole units of the canvas that the outlines are drawn on, y downwards."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """One region as drawn: `label` is its accessible name with its figure in words, `name` the name alone.

    `class_index` points into the legend's classes; None means that there is no figure, and the region is hatched.
    `is_far` places stand in an inset, where nothing but their coast tells them from the sea; `is_beside` ones lie
    outside what the map is about and are drawn faintly, without a link. `is_in_focus` ones have a dark outline.
    """

    code: str
    path: str
    label: str = ""
    url: str = ""
    class_index: int | None = None
    x: int = 0
    y: int = 0
    transform: str = ""
    is_far: bool = False
    is_beside: bool = False
    is_in_focus: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class MapClass:
    """A class of the legend: its colour, its bounds in words and the number of regions in it."""

    fill: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Legend:
    """`title` names measure and unit; `method` says in words how the classes were found."""

    title: str
    method: str
    classes: tuple[MapClass, ...]
    no_data_label: str = ""
    no_data_count: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A small text on the map: the name of an inset or of the subject."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies around the regions, one path each; empty ones are not drawn."""

    neighbours: str = ""
    borders: str = ""
    insets: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the canvas: left, top, width and height."""

    x: int
    y: int
    width: int
    height: int

    def padded(self, share: float) -> "Box":
        """The same box with `share` of its longer side added all round."""
        pad = round(max(self.width, self.height) * share)
        return Box(self.x - pad, self.y - pad, self.width + 2 * pad, self.height + 2 * pad)

    def at_least_as_wide_as_high(self) -> "Box":
        """The box widened to a square where it is taller, so that a long country does not fill two screens."""
        missing = max(self.height - self.width, 0)
        return Box(self.x - missing // 2, self.y, self.width + missing, self.height)

    def at_least(self, side: int) -> "Box":
        """The box grown about its centre to `side` units at least, so that a small island is not blown up."""
        width, height = max(self.width, side), max(self.height, side)
        return Box(self.x - (width - self.width) // 2, self.y - (height - self.height) // 2, width, height)


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A choropleth. `id` prefixes every id inside, so that two maps can share a page.

    `ring` (centre and radius) is drawn around a place that would be overlooked; `label` names the subject,
    `label_size` thousandths of the map's width high; `caption` tells one of two maps side by side from the other.
    """

    id: str
    title: str
    description: str
    places: tuple[Place, ...]
    legend: Legend
    view: Box
    ground: Ground = field(default_factory=Ground)
    notes: tuple[Note, ...] = ()
    ring: tuple[int, int, int] | None = None
    label: Note | None = None
    label_size: int = 48
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a figure that leaves its page must carry; `notes` are a reader's own words and whose they are."""

    source: str
    attribution: str = ""
    demonstration: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around a drawing on a slide."""

    title: str
    summary: str
    imprint: Imprint
