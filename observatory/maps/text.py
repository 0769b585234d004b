"""Text inside an SVG, which breaks no lines by itself."""

from collections.abc import Sequence
from html import escape

FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
MEAN_WIDTH = 0.54  # of a letter, in font sizes: a little above the mean of Arial, so that lines never run out


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """`text` in lines of about `width` pixels at `size` pixels; a longer word stands on its own line."""
    limit = max(int(width / (size * MEAN_WIDTH)), 1)
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def text_lines(lines: Sequence[str], x: float, y: float, size: float, *, weight: str = "", colour: str = "") -> str:
    """One `text` element a line, the first on the base line `y`, the next 1.3 sizes lower."""
    paint = (f' font-weight="{weight}"' if weight else "") + (f' fill="{colour}"' if colour else "")
    return "".join(
        f'<text x="{x:g}" y="{y + number * size * 1.3:g}" font-size="{size:g}"{paint}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
