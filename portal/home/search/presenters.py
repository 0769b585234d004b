"""The page of results, and the suggestions under the box."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core import formatting
from portal.core.errors import NotFound
from portal.core.menu import localised
from portal.core.page import Link, PageMeta, Pagination
from portal.core.searching import kind_of, kinds
from portal.editorial.meta import page_path
from portal.home.search.addresses import pagination, search_path, search_url
from portal.home.search.finding import PER_PAGE, Answer, Match, Outcome
from portal.home.search.models import PromotedResult
from portal.home.search.parsing import LONGEST
from portal.home.search.queries import BEGIN, END, Hit, Suggestion

FILES = "documents"


@dataclass(frozen=True, slots=True)
class Result:
    """One result; `title` and `excerpt` hold marks. `language` is set where it is not the page's own."""

    title: SafeString
    url: str
    kind: str
    summary: str
    excerpt: SafeString
    date: str = ""
    language: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    label: str
    count: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """`notice` says how the results answer the search where they do not hold all its words."""

    page: PageMeta
    text: str
    action: str
    count: str
    notice: str
    instead: Link | None
    first: tuple[Result, ...]
    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    pagination: Pagination
    advice: tuple[str, ...]
    ways: tuple[Link, ...]


def present_search(answer: Answer, kind: str, number: int) -> SearchView:
    """Raises NotFound for a page past the end."""
    text, total = answer.asked.text, sum(answer.counts.values())
    shown = answer.counts.get(kind, 0) if kind else total
    pages = max(1, ceil(shown / PER_PAGE))
    if number > pages:
        raise NotFound(
            _("This list has no page %(number)s.") % {"number": number}, [(_("First page"), search_url(text, kind))]
        )
    first = _first(answer) if number == 1 and not kind else ()
    rest = _without(answer.hits, first)
    is_empty = not shown and not first
    return SearchView(
        page=_meta(answer, kind, number),
        text=text,
        action=search_path(),
        count="" if is_empty else _count(max(shown, len(first) + len(rest)), answer),
        notice=_notice(answer, is_empty=is_empty),
        instead=_instead(answer),
        first=first,
        results=tuple(_result(hit) for hit in rest),
        facets=_facets(answer, kind, total),
        pagination=pagination(text, kind, number, pages),
        advice=_advice() if is_empty and text else (),
        ways=_ways() if is_empty else (),
    )


def _meta(answer: Answer, kind: str, number: int) -> PageMeta:
    text = answer.asked.text
    return PageMeta(
        title=_("Search: %(text)s") % {"text": text} if text else _("Search"),
        description=_("Search regions, industries, statistical clusters, news, events and documents."),
        canonical_path=search_url(text, kind, number),
        breadcrumbs=(Link(_("Search"), search_path(), is_current=True),),
        is_indexable=False,
        section="search",
    )


def _count(shown: int, answer: Answer) -> str:
    text = answer.corrected if answer.outcome == Outcome.CORRECTED else answer.asked.text
    values = {"count": formatting.number(shown), "text": text}
    return ngettext("%(count)s result for “%(text)s”", "%(count)s results for “%(text)s”", shown) % values


def _notice(answer: Answer, *, is_empty: bool) -> str:
    values = {"text": answer.asked.text, "corrected": answer.corrected}
    if answer.asked.is_cut:
        return _("Only the first %(count)s letters and twelve words were searched for.") % {"count": LONGEST}
    if answer.outcome == Outcome.CORRECTED:
        return _("Nothing holds “%(text)s”; this is what holds “%(corrected)s”.") % values
    if answer.outcome == Outcome.LOOSE:
        return _("Nothing holds all these words. These results hold some of them, or words that begin so.")
    return _("Nothing was found for “%(text)s”.") % values if is_empty and answer.asked.text else ""


def _instead(answer: Answer) -> Link | None:
    """The spelling that is offered where few results hold what was typed."""
    if answer.outcome != Outcome.FOUND or not answer.corrected:
        return None
    return Link(answer.corrected, search_url(answer.corrected))


def _first(answer: Answer) -> tuple[Result, ...]:
    """What editors promote, then regions that a code or postcode names."""
    promoted = (_promoted(one) for one in answer.promoted)
    return (*promoted, *(_region(match) for match in answer.regions))


def _promoted(one: PromotedResult) -> Result:
    url = page_path(one.page) if one.page else one.address
    return Result(SafeString(escape(str(one))), url, "", one.text, SafeString(""), badge=_("Recommended"))


def _region(match: Match) -> Result:
    found = _result(match.hit)
    return Result(found.title, found.url, found.kind, found.summary, SafeString(escape(match.detail)))


def _without(hits: Sequence[Hit], first: Sequence[Result]) -> list[Hit]:
    """What stands above is not said twice."""
    above = {result.url for result in first}
    return [hit for hit in hits if _address(hit) not in above]


def _address(hit: Hit | Suggestion) -> str:
    """What is not translated is shown in its own language under the visitor's prefix; files have no prefix."""
    current = get_language() or settings.LANGUAGE_CODE
    is_other = hit.language != current and hit.language == settings.LANGUAGE_CODE
    return localised(hit.path) if is_other and hit.kind != FILES else hit.path


def _result(hit: Hit) -> Result:
    current = get_language() or settings.LANGUAGE_CODE
    return Result(
        title=_marks(hit.title),
        url=_address(hit),
        kind=str(kind_of(hit.kind).label),
        summary=hit.summary,
        excerpt=_marks(hit.excerpt),
        date=formatting.day(hit.dated) if hit.dated else "",
        language=hit.language if hit.language != current else "",
    )


def _marks(text: str) -> SafeString:
    """Escaped first, marked then; the lines of a list stand behind one another."""
    lines = " · ".join(filter(None, (line.strip(" -•") for line in text.splitlines())))
    safe = escape(lines).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)  # noqa: S308 (escaped above)


def _facets(answer: Answer, kind: str, total: int) -> tuple[Facet, ...]:
    text = answer.asked.text
    found = [one for one in kinds() if answer.counts.get(one.key) or one.key == kind]
    if len(found) < 2 and not kind:
        return ()
    counted = [("", _("Everything"), total)]
    counted += [(one.key, str(one.label), answer.counts.get(one.key, 0)) for one in found]
    return tuple(Facet(label, formatting.number(n), search_url(text, key), key == kind) for key, label, n in counted)


def _advice() -> tuple[str, ...]:
    return (
        _("Check the spelling, or use another word for the same."),
        _("Use fewer words: every word must occur."),
        _("A region is found by name, NUTS code or postcode; an industry by its name or NACE code."),
    )


def _ways() -> tuple[Link, ...]:
    return (
        Link(_("All regions by country"), localised("/observatory/regions/")),
        Link(_("All industries"), localised("/observatory/industries/")),
        Link(_("Questions with answers"), localised("/observatory/questions/")),
        Link(_("News"), localised("/news/")),
        Link(_("Events"), localised("/events/")),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion under the box; `language` is set where it is not the page's own."""

    title: str
    kind: str
    url: str
    language: str = ""


def present_suggestions(suggestions: Sequence[Suggestion]) -> tuple[Offer, ...]:
    current = get_language() or settings.LANGUAGE_CODE
    return tuple(
        Offer(one.title, str(kind_of(one.kind).label), _address(one), one.language if one.language != current else "")
        for one in suggestions
    )
