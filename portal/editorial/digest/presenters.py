"""An issue as a reader meets it: on the web, in a mail, in a preview."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_interval
from django.conf import settings
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from portal.editorial.digest.queries import Listed
from portal.editorial.digest.words import Wish, Words
from portal.editorial.models.digest import DigestIssue, DigestItem

ORDER = (DigestItem.Kind.FIGURES, DigestItem.Kind.NEWS, DigestItem.Kind.EVENT, DigestItem.Kind.CALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One item; `language` is given where it is not that of the page around it, as for HTML's `lang`."""

    title: str
    url: str
    summary: str
    detail: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """`introduction` are paragraphs, in `introduction_language` where that is not the reader's."""

    title: str
    days: str
    introduction: tuple[str, ...]
    introduction_language: str
    parts: tuple[Part, ...]

    @property
    def is_empty(self) -> bool:
        return not self.parts


def present_issue(issue: DigestIssue, items: Sequence[Listed], wish: Wish, *, host: str = "") -> IssueView:
    """The issue for one reader in the active language; `host` makes the addresses absolute."""
    text, language = _introduction(issue.introductions, wish.language)
    return IssueView(
        title=issue_title(issue),
        days=days_text(issue.first_day, issue.last_day),
        introduction=tuple(part.strip() for part in text.split("\n\n") if part.strip()),
        introduction_language="" if language == wish.language else language,
        parts=tuple(_parts(items, wish, host)),
    )


def issue_title(issue: DigestIssue) -> str:
    """`Digest of week 47, 2026`."""
    year, _dash, week = issue.slug.partition("-")
    return _("Digest of week %(week)s, %(year)s") % {"week": int(week), "year": year}


def days_text(first: date, last: date) -> str:
    """`16–22 November 2026`."""
    language = get_language() or settings.LANGUAGE_CODE
    return format_interval(first, last, "yMMMMd", locale="en_GB" if language == "en" else to_locale(language))


def _introduction(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """In the reader's language, else in the default one."""
    own = texts.get(language, "")
    return (own, language) if own else (texts.get(settings.LANGUAGE_CODE, ""), settings.LANGUAGE_CODE)


def _parts(items: Sequence[Listed], wish: Wish, host: str) -> Iterable[Part]:
    for kind in ORDER:
        fitting = [one for one in items if one.kind == kind and _fits(one, wish)]
        rows = tuple(_row(words, wish.language, host) for one in fitting if (words := _words(one, wish.language)))
        if rows:
            yield Part(str(DigestItem.Kind(kind).label), rows)


def _fits(item: Listed, wish: Wish) -> bool:
    """New figures concern everybody."""
    return item.kind == DigestItem.Kind.FIGURES or wish.fits(item.topics, item.countries)


def _words(item: Listed, language: str) -> Words | None:
    """In a language opened after the issue was composed: those of the default language."""
    return item.texts.get(language) or item.texts.get(settings.LANGUAGE_CODE)


def _row(words: Words, language: str, host: str) -> Row:
    foreign = "" if words.language == language else words.language
    return Row(words.title, host + words.path, words.summary, words.detail, foreign)
