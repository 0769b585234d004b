"""What changed between two releases: a page, its table as a file, and a feed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from observatory.presenters.answers.changes import AskedChanges, present_changes, with_against
from observatory.presenters.answers.changes_tables import changes_dataset
from observatory.presenters.answers.feed import changes_feed_text
from observatory.queries.changes import Kept, ReleaseDifference, changes_of, get_difference, list_kept, list_news
from observatory.queries.names import get_names
from observatory.queries.release import DEFAULT_RULES, NoRelease
from observatory.views.answering import send_table
from observatory.views.asking import Asked, ask, canonical_redirect, page
from portal.core.errors import BadChoice
from portal.core.page import Dataset

ATOM = "application/atom+xml; charset=utf-8"


@page
def changes(request: HttpRequest) -> HttpResponseBase:
    asked, kept, pair = _asked(request)
    if turned := _turned(asked, kept, pair):
        return HttpResponsePermanentRedirect(turned)
    if elsewhere := canonical_redirect(request, asked, ("against",)):
        return elsewhere
    found = _difference(asked, pair)
    about = AskedChanges(asked.path, asked.selection, asked.choices, get_names())  # type: ignore[arg-type]  # `_asked` made it one of changes
    view = present_changes(found, kept, asked.release, about)
    context = {"page": view.page, "view": view, "release": asked.release}
    return render(request, "observatory/changes.html", context)


Pair = tuple[Kept, Kept | None]


def _asked(request: HttpRequest) -> tuple[Asked, tuple[Kept, ...], Pair]:
    """The two releases asked for; the older one is the one published before unless the address names another."""
    asked = ask(request, ("rules",), ("year",))
    kept = list_kept()
    codes = {one.code: one for one in kept}
    against = request.GET.get("against", "")
    if against and (against not in codes or against == asked.release.code):
        raise BadChoice("against", against, [code for code in codes if code != asked.release.code])
    release = codes[asked.release.code]
    older = [one for one in kept if one.pk < release.pk]
    before = codes[against] if against else older[0] if older else None
    is_usual = bool(older) and before == older[0]
    selection = with_against(asked.selection, "" if is_usual or before is None else before.code)
    return replace(asked, selection=selection), kept, (release, before)


def _turned(asked: Asked, kept: tuple[Kept, ...], pair: Pair) -> str:
    """Where the page lives when the newer release was named second; empty where the order is right."""
    release, before = pair
    if before is None or before.pk < release.pk:
        return ""
    older = [one for one in kept if one.pk < before.pk]
    usual = older[0] == release
    return asked.selection.address(asked.path, release=before.code, against="" if usual else release.code)


def _difference(asked: Asked, pair: Pair) -> ReleaseDifference | None:
    release, before = pair
    return get_difference(release, before, asked.selection.rules, asked.selection.year) if before else None


@page
def changes_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every changed result under the chosen rule set; empty where there is none before."""
    asked, _, pair = _asked(request)
    name = f"changes-{asked.selection.rules}"
    return send_table(request, asked, name, suffix, lambda: _dataset(asked, pair, name), is_long=True)


def _dataset(asked: Asked, pair: Pair, name: str) -> Dataset:
    found = _difference(asked, pair)
    if found is None or found.comparison is None:
        return changes_dataset(iter(()), (pair[0].code, ""), asked.release, name)
    rows = changes_of(found.comparison, asked.selection.rules, asked.selection.year)
    return changes_dataset(rows.iterator(chunk_size=2000), (pair[0].code, found.before.code), asked.release, name)


@page
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """The feed; before the first release there is nothing to subscribe to. Raises NotFound."""
    news = list_news(DEFAULT_RULES)
    if not news:
        raise NoRelease
    return HttpResponse(changes_feed_text(news), content_type=ATOM)
