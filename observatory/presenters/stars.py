"""Stars as shapes and words, in the words of their rule set."""

from django.utils.translation import gettext, ngettext

from observatory.models import ClusterFigure, Release, Status
from observatory.models.figure import Outlook, Unjudged
from observatory.rules import rule_set
from portal.core.formatting import MISSING
from portal.core.page import Cell, Stars

COUNTING_STARS = "three-stars"  # the rule set whose results are numbers of stars; others have words of their own


def stars_of(figure: ClusterFigure, release: Release, rules: str) -> int | None:
    """Stars under `rules`: None where the cell could not be judged, 0 where judged and none."""
    earned: int | None = figure.stars[release.rule_sets.index(rules)]
    return earned


def stars(earned: int, rules: str, *, is_hollow: bool = False) -> Stars:
    """`2 of 3 stars` where a rule set counts stars, else its own word for the result (`high`, `node`)."""
    possible = len(rule_set(rules).tests)
    return Stars(earned, possible, _words(earned, possible, rules), is_hollow)


def _words(earned: int, possible: int, rules: str) -> str:
    if rules != COUNTING_STARS:
        return gettext(rule_set(rules).labels[earned])
    text = ngettext("%(earned)s of %(possible)s star", "%(earned)s of %(possible)s stars", possible)
    return text % {"earned": earned, "possible": possible}


def stars_cell(figure: ClusterFigure, release: Release, rules: str) -> Cell:
    """A cell of a table: stars, or why there are none to show."""
    earned = stars_of(figure, release, rules)
    if earned is None:
        return Cell(MISSING, note=outlook_note(figure, release, rules) or unjudged_note(figure, release, rules))
    return earned_cell(earned, rules, is_hollow=figure.total_is_estimated)


def earned_cell(earned: int, rules: str, *, is_hollow: bool) -> Cell:
    """Stars with what hollow ones mean."""
    note = gettext("hollow stars: part of the region's total is estimated") if is_hollow and earned else ""
    shown = stars(earned, rules, is_hollow=is_hollow)
    return Cell(shown.text, stars=shown, note=note)


def outlook_of(figure: ClusterFigure, release: Release, rules: str) -> Outlook | None:
    """Whether an unpublished cell can have a star; None where nothing is said."""
    found = figure.outlook[release.rule_sets.index(rules)] if figure.outlook else None
    return None if found is None or figure.persons_employed is not None else Outlook(found)


def outlook_note(figure: ClusterFigure, release: Release, rules: str) -> str:
    """`confidential; a star is impossible whatever the figure is`; empty where nothing is said."""
    outlook = outlook_of(figure, release, rules)
    if outlook is None:
        return ""
    words = {
        Outlook.IMPOSSIBLE: gettext("%(status)s; a star is impossible whatever the figure is"),
        Outlook.POSSIBLE: gettext("%(status)s; a star is possible"),
        Outlook.CERTAIN: gettext("%(status)s; a star is certain whatever the figure is"),
    }
    is_secret = figure.status == Status.CONFIDENTIAL
    return words[outlook] % {"status": gettext("confidential") if is_secret else gettext("not published")}


def outlook_sentence(figure: ClusterFigure, release: Release, rules: str) -> str:
    """The same as a sentence about the cell of a page."""
    outlook = outlook_of(figure, release, rules)
    if outlook is None:
        return ""
    return {
        Outlook.IMPOSSIBLE: gettext("Whatever the figure is, a star is impossible under these rules: what is published "
                                    "around it leaves too little room."),
        Outlook.POSSIBLE: gettext("What is published around it leaves room for a star; the cell counts nowhere."),
        Outlook.CERTAIN: gettext("Whatever the figure is, it is large enough for a star under these rules; the cell "
                                 "counts nowhere all the same."),
    }[outlook]  # fmt: skip


def unjudged_note(figure: ClusterFigure, release: Release, rules: str) -> str:
    """Why the cell could not be judged, in words; empty where it was."""
    reason = figure.unjudged[release.rule_sets.index(rules)]
    return str(Unjudged(reason).label) if reason is not None else ""
