"""What a week brought: news, events, calls and new figures, each in the language that is active."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from observatory.presenters.answers.changes import change_sentence
from observatory.queries.changes import News, list_news
from observatory.queries.excerpts import NoFigure, count_clusters
from observatory.queries.release import DEFAULT_RULES, NoRelease, get_release
from portal.core.formatting import day, number
from portal.editorial.calls.presenters import call_item
from portal.editorial.digest.weeks import Week
from portal.editorial.digest.words import Words
from portal.editorial.meta import language_of, page_path
from portal.editorial.models import CallPage, EventPage, NewsPage
from portal.editorial.models.digest import DigestItem
from portal.editorial.presenters import event_item, news_item

SOON = timedelta(days=14)
COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the week. `countries` are those it names or whose regions it names."""

    kind: str
    key: str
    words: Words
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


Source = Callable[[Week, str], Iterable[Found]]


def published_in(week: Week) -> Q:
    """Pages that came in the week."""
    return Q(first_published_at__gte=week.start, first_published_at__lt=week.end)


def news(week: Week, language: str) -> Iterator[Found]:
    """News of the week. 2 queries."""
    dated = Q(first_published_at=None, date__range=(week.first_day, week.last_day))
    for page in with_topics(NewsPage.objects.shown(language).filter(published_in(week) | dated)):
        item = news_item(page)
        yield found(DigestItem.Kind.NEWS, page, item, (item.date_text, item.detail))


def events(week: Week, language: str) -> Iterator[Found]:
    """Events announced in the week, and those that start within two weeks after it. 2 queries."""
    soon = Q(start__gte=week.end, start__lt=week.end + SOON)
    shown = EventPage.objects.upcoming(language).exclude(status="cancelled").filter(published_in(week) | soon)
    for page in with_topics(shown):
        item = event_item(page)
        yield found(DigestItem.Kind.EVENT, page, item, (item.date_text, item.detail))


def calls(week: Week, language: str) -> Iterator[Found]:
    """Calls announced in the week, and those that close within two weeks after it. 2 queries."""
    soon = Q(next_deadline__gte=week.end, next_deadline__lt=week.end + SOON)
    shown = CallPage.objects.shown(language).current().with_due().filter(published_in(week) | soon)
    for page in with_topics(shown):
        item = call_item(page)
        one = found(DigestItem.Kind.CALL, page, item, (item.state_text, item.date_text, item.detail))
        yield replace(one, countries=tuple(sorted({*one.countries, *page.eligible_countries})))


def figures(week: Week, language: str) -> Iterator[Found]:
    """The latest release that visitors met first in the week, with what it changed. 5 queries at most."""
    of_the_week = (one for one in list_news(DEFAULT_RULES) if week.start <= one.release.published_at < week.end)
    for one in islice(of_the_week, 1):
        yield Found(DigestItem.Kind.FIGURES, one.release.code, _release_words(one, language))


def _release_words(one: News, language: str) -> Words:
    years = f"{one.release.years[0]}–{one.release.years[-1]}" if one.release.years else ""
    about = f"{reverse('observatory:changes')}?release={one.release.code}"
    changes = ""
    if one.comparison is not None:
        changes = change_sentence(one.comparison.observations, one.gained, one.lost)
    source = _("Source: Eurostat and the sources named on the page of data and releases.")
    return Words(
        title=_("New figures: release %(code)s") % {"code": one.release.code},
        summary=" ".join(filter(None, [_headline(one.release.code), changes, source])),
        path=about if one.before else reverse("observatory:data"),
        detail=" · ".join(filter(None, [day(one.release.published_at.date()), years])),
        language=language,
    )


def _headline(code: str) -> str:
    """How many statistical clusters the release counts, with their year; empty where another one is shown."""
    try:
        release = get_release()
        counts = count_clusters(release)
    except (NoRelease, NoFigure):
        return ""
    if release.code != code:
        return ""
    values = {"year": release.default_year, "all": number(counts.total), "three": number(counts.three_stars)}
    return _("Statistical clusters in the EU-27 in %(year)s: %(all)s, with three stars: %(three)s.") % values


def with_topics(pages: "QuerySet[Any]") -> "QuerySet[Any]":
    return pages.prefetch_related("topics")


def found(kind: str, page: Any, item: Any, details: Iterable[str]) -> Found:
    """A page as the digest takes it up; `item` is its row in lists. What is said stays true when time passes."""
    mark = _("sample") if item.is_sample else ""
    words = Words(
        title=item.title,
        summary=item.summary,
        path=page_path(page),
        detail=" · ".join(filter(None, [*details, mark])),
        language=language_of(page),
    )
    countries = tuple(code for code in page.places if len(code) == COUNTRY_LENGTH)
    return Found(kind, str(page.translation_key), words, tuple(topic.slug for topic in page.topics.all()), countries)


SOURCES: tuple[Source, ...] = (news, events, calls, figures)
