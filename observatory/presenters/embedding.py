"""What stands around a figure in a frame of another site, and the code that puts it there."""

from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.urls import reverse

from observatory.maps.spec import Legend
from observatory.presenters.sheets import Drawing, Leaving

HEIGHT = 720  # pixels of the frame that the embed code asks for


@dataclass(frozen=True, slots=True)
class Frame:
    """`page_url` leads to the whole page; `holds_words` drawings name title and source themselves."""

    drawings: tuple[Drawing, ...]
    summary: str
    legend: Legend | None
    source: str
    demonstration: str
    page_url: str
    holds_words: bool


def present_frame(figure: Leaving, address: str) -> Frame:
    imprint = figure.imprint
    attribution = f"{imprint.attribution}." if imprint.attribution else ""
    return Frame(
        drawings=figure.inline(),
        summary=figure.summary,
        legend=figure.legend,
        source=f"{imprint.source} {attribution}".strip(),
        demonstration=imprint.demonstration,
        page_url=page_of(address),
        holds_words=figure.holds_words,
    )


def page_of(address: str) -> str:
    """The address of the page whose frame stands at `address`."""
    return address.replace(reverse("observatory:embed-map"), reverse("observatory:mapping"), 1)


def frame_of(path: str) -> str:
    """The address of the frame of a page of the Observatory."""
    return path.replace(reverse("observatory:mapping"), reverse("observatory:embed-map"), 1)


def frame_code(address: str, title: str) -> str:
    """The HTML that shows a frame on another site."""
    url = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="{HEIGHT}" loading="lazy" '
        f'frameborder="0"></iframe>'
    )
