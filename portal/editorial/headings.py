"""Order of headings in what editors write: readers who move from heading to heading must not meet a gap."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

HEADING = re.compile(r"<h([2-6])[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]+>")
TITLE_LEVEL = 1  # the page's own title
LONGEST_NAME = 60


def first_fault(texts: Iterable[str]) -> tuple[int, str] | None:
    """Place of the first text (HTML) with a wrong heading, and what is wrong with it; None where all are right.

    A heading may be one level deeper than the one before it, across all texts of a page, and must not be empty.
    """
    before = TITLE_LEVEL
    for place, text in enumerate(texts):
        for level, words in HEADING.findall(text):
            fault = _fault(int(level), before, TAG.sub("", words).strip())
            if fault:
                return place, fault
            before = int(level)
    return None


def _fault(level: int, before: int, name: str) -> str:
    if not name:
        return _("A heading is empty. Write it or remove it.")
    if level <= before + 1:
        return ""
    values = {"name": name[:LONGEST_NAME], "level": level, "right": before + 1}
    return (
        _(
            "The heading “%(name)s” is of level %(level)s, but no heading of level %(right)s stands before it. "
            "Make it a heading of level %(right)s, or write one above it."
        )
        % values
    )
