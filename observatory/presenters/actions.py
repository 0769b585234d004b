"""The quiet row under every figure: downloads, permanent link, citation, report."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from observatory.models import Release
from observatory.pictures import LONGEST_NOTE, LONGEST_TITLE, plain
from observatory.presenters.embedding import frame_code, frame_of
from observatory.presenters.words import citation
from observatory.selection import Selection
from portal.core.page import FigureActions, Link, Picture


def figure_actions(  # noqa: PLR0913 (the row names everything that travels along)
    path: str,
    release: Release,
    selection: Selection,
    *,
    title: str,
    formats: Sequence[str],
    figure: str = "",
    cell: str = "",
) -> FigureActions:
    """Actions of one figure of the page at `path`; `figure` is empty for the page's main one.

    A figure with a PNG can be framed by other sites too, and downloaded as a slide and under another title.
    """
    permalink = permanent_link(path, release, selection)
    return FigureActions(
        downloads=tuple(
            Link(suffix.upper(), download_url(path, selection.with_(page=1), suffix, figure)) for suffix in formats
        ),
        picture=picture_form(path, selection.with_(page=1), title, figure) if "png" in formats else None,
        permalink=permalink,
        citation=citation(title, release, selection.year, permalink),
        report_url=f"{reverse('observatory:report')}?{urlencode(_report(permalink, release, cell))}",
    )


def picture_form(path: str, selection: Selection, title: str, figure: str = "") -> Picture:
    """Everything that the row offers for the picture of a figure; the pictures follow the published release."""
    query = selection.query(figure=figure or selection.figure)
    frame_url = selection.address(frame_of(path), figure=figure or selection.figure)
    return Picture(
        png=f"{path.rstrip('/')}.png",
        svg=f"{path.rstrip('/')}.svg",
        address=download_url(path, selection, "png", figure or selection.figure),
        sent=tuple(parse_qsl(query)),
        title=plain(title),
        longest_title=LONGEST_TITLE,
        longest_note=LONGEST_NOTE,
        frame=frame_code(frame_url, title),
        frame_url=frame_url,
    )


def _report(permalink: str, release: Release, cell: str) -> list[tuple[str, str]]:
    pairs = [("address", permalink), ("release", release.code), ("cell", cell)]
    return [(key, value) for key, value in pairs if value]


def download_url(path: str, selection: Selection, suffix: str, figure: str = "") -> str:
    """The page's own address with its last slash replaced by the format."""
    return selection.address(f"{path.rstrip('/')}.{suffix}", figure=figure)


def picture_of(actions: FigureActions) -> str:
    """The address of the figure as PNG, which other sites show beside a link to the page; empty where there is none."""
    return next((link.url for link in actions.downloads if link.url.partition("?")[0].endswith(".png")), "")


def permanent_link(path: str, release: Release, selection: Selection) -> str:
    """The address that shows these figures for as long as the release is kept: release and year spelled out."""
    pinned = selection.with_(
        release=release.code, defaults=frozenset(pair for pair in selection.defaults if pair[0] != "year")
    )
    return pinned.address(path)
