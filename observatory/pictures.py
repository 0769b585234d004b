"""How a picture of a figure is wanted: its size, its layout, and the words that a reader put in place of ours.

Parsed from the address of the picture. The words are the reader's own: they are drawn in the picture and nowhere
else, and the picture says whose they are.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from portal.core.errors import BadChoice

SCALES = ("1", "2")
SLIDE = "slide"
LAYOUTS = (SLIDE,)
LONGEST_TITLE = 200
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """`scale` is 1 or 2 pixels a unit of a PNG; `layout` is empty for the figure alone or `slide` for 1920 × 1080."""

    scale: str = "1"
    layout: str = ""
    title: str = ""
    note: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "PictureChoice":
        """Read the parameters of a picture; absent and empty ones mean "as the portal makes it".

        Raises BadChoice for another scale or layout, and for words that are too long or hold control characters.
        """
        return cls(
            scale=_one_of("scale", query.get("scale") or SCALES[0], SCALES),
            layout=_one_of("layout", query.get("layout", ""), ("", *LAYOUTS)),
            title=_words("title", query.get("title", ""), LONGEST_TITLE),
            note=_words("note", query.get("note", ""), LONGEST_NOTE),
        )

    @property
    def is_slide(self) -> bool:
        return self.layout == SLIDE

    @property
    def is_edited(self) -> bool:
        return bool(self.title or self.note)

    @property
    def key(self) -> str:
        """What tells this picture of a figure from its others."""
        return "" if self == PictureChoice() else repr(astuple(self))


def plain(text: str) -> str:
    """`text` in one line, with ordinary spaces: what a form sends back of a title is compared in this shape."""
    return " ".join(text.split())


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadChoice(name, value, tuple(filter(None, allowed)))
    return value


def _words(name: str, value: str, longest: int) -> str:
    """Text in one line. Characters that XML or a reader cannot see through are refused."""
    text = plain(value)
    if len(text) > longest or not text.isprintable():
        raise BadChoice(name, value, ())
    return text
