"""The search of a region on the map: what was asked, whom it found, and what the map says of the one in focus."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils.translation import gettext

from observatory.presenters.mapping.drawing import is_in_focus, region_url
from observatory.presenters.mapping.figures import figure_words, ranks
from observatory.presenters.mapping.words import MapWords
from observatory.queries.mapping import MapAnswer
from portal.core.formatting import named
from portal.core.page import Link
from portal.registry.queries import RegionMatch

MOST_FOUND = 5


@dataclass(frozen=True, slots=True)
class Finder:
    """`hidden` pairs keep the other choices of the map; `found` are several regions that were meant, or none."""

    asked: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    message: str
    found: tuple[Link, ...] = ()
    in_focus: tuple[Link, ...] = ()
    clear_url: str = ""


def present_finder(
    answer: MapAnswer, words: MapWords, path: str, asked: str, matches: tuple[RegionMatch, ...]
) -> Finder:
    selection = answer.selection
    focus = getattr(selection, "focus", "")
    return Finder(
        asked=asked,
        action=path,
        hidden=tuple(pair for pair in parse_qsl(selection.query()) if pair[0] not in ("focus", "page")),
        message=_message(asked, matches),
        found=tuple(_found(match, words, path) for match in matches[:MOST_FOUND]),
        in_focus=_in_focus(answer, words) if focus else (),
        clear_url=selection.address(path, focus="") if focus else "",
    )


def _message(asked: str, matches: tuple[RegionMatch, ...]) -> str:
    if not asked:
        return ""
    if not matches:
        return gettext("No region is found for “%(asked)s”. Search by name, postcode or code.") % {"asked": asked}
    return gettext("Several regions are found for “%(asked)s”:") % {"asked": asked}


def _found(match: RegionMatch, words: MapWords, path: str) -> Link:
    label = f"{match.name} ({match.code}), {match.country_name}"
    return Link(label, focus_address(match, words, path))


def focus_address(match: RegionMatch, words: MapWords, path: str) -> str:
    """A country opens its own map; a region comes into focus on the map as it is, or on all of Europe."""
    selection = words.selection
    if match.level == 0 and selection.level != "0":
        return selection.address(path, country=match.code, focus="", page=1)
    country = selection.country if selection.country == match.country_code else ""
    return selection.address(path, country=country, focus=match.code, page=1)


def _in_focus(answer: MapAnswer, words: MapWords) -> tuple[Link, ...]:
    """Figures of the regions in focus, each with the way to its profile."""
    selection, rank_of = answer.selection, ranks(answer.rows, answer.selection)
    rows = [row for row in answer.rows if is_in_focus(row.code, selection)][:MOST_FOUND]
    links = []
    for row in rows:
        rank = (
            "" if words.measure.names or words.measure.is_change else rank_of.get((row.published_code, row.version), "")
        )
        figure = figure_words(row, words.measure, selection)
        links.append(Link(named(row.name, "; ".join(filter(None, (figure, rank)))), region_url(row.code)))
    return tuple(links)
