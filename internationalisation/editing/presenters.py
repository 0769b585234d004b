"""What the pages of editing say: what was saved, what clashed, what a revision changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_time
from django.utils import timezone
from django.utils.translation import gettext as _

from internationalisation.editing.actions import Clash, Saved
from internationalisation.editing.steps import LISTS, STEPS, TEXTS, Step
from internationalisation.editing.values import Values
from internationalisation.editing.words import in_words, label_of, row_in_words
from portal.core import formatting


@dataclass(frozen=True, slots=True)
class Clashing:
    """A field that two people changed: both texts, and who wrote the other one."""

    name: str
    label: str
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    author: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One field as it will look: `lines` are empty where nothing is said."""

    label: str
    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one step."""

    title: str
    url: str
    answers: tuple[Answer, ...]
    unanswered: str  # labels of what says nothing


def clock(moment: datetime) -> str:
    """`14:05`, as the reader's language writes it."""
    return str(format_time(timezone.localtime(moment), format="short", locale=formatting.day_locale()))


def saved_text(saved: Saved, published: Sequence[str] = ()) -> str:
    if published:
        text = _("Saved. Public at once: %(fields)s.")
        return text % {"fields": ", ".join(published)}
    return _("Saved at %(time)s.") % {"time": clock(saved.saved_at)}


def person(user: Any) -> str:
    """A colleague by name; addresses are nobody else's business."""
    if user is None:
        return _("the portal")
    return user.get_full_name() or _("a colleague without a name")


def clashes_of(clash: Clash, mine: Mapping[str, Any]) -> tuple[Clashing, ...]:
    """No query where the revision's user was selected along, else 1."""
    author = person(clash.revision.user) if clash.revision else person(None)
    saved_at = formatting.minute(clash.revision.created_at) if clash.revision else ""
    return tuple(
        Clashing(name, label_of(name), lines_of(name, clash.theirs[name]), lines_of(name, mine[name]), author, saved_at)
        for name in clash.names
    )


def lines_of(name: str, value: Any) -> tuple[str, ...]:
    """A value in words, a list of rows a line each."""
    if name in LISTS:
        return tuple(row_in_words(name, row) for row in value)
    text = in_words(name, value)
    return tuple(text.split("\n")) if text else ()


def parts_of(values: Values, urls: Mapping[str, str]) -> tuple[Part, ...]:
    """The whole profile in words, step by step; of what says nothing there is the label."""
    return tuple(_part(step, values, urls[step.key]) for step in STEPS)


def _part(step: Step, values: Values, url: str) -> Part:
    answers = [
        _answer(name, values) for name in step.names if name not in ("region_code", "region_name") or values[name]
    ]
    unanswered = ", ".join(answer.label for answer in answers if not answer.lines)
    return Part(str(step.title), url, tuple(answer for answer in answers if answer.lines), unanswered)


def _answer(name: str, values: Values) -> Answer:
    is_text = name in TEXTS
    return Answer(label_of(name), lines_of(name, values[name]), values["text_language"] if is_text else "")
