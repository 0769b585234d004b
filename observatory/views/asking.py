"""What every Observatory page does before it answers: find its release, read the query string, stay canonical."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import PurePosixPath
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from observatory.models import Release
from observatory.queries.release import DEFAULT_SCHEME, NoRelease, choices_for, get_release
from observatory.selection import Choices, Selection
from portal.core.errors import NotFound
from portal.core.page import PageMeta

CELL_PARAMETERS = ("year", "rules", "area")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, understood: its release, what may be chosen, and what was chosen."""

    release: Release
    choices: Choices
    selection: Selection
    path: str

    @property
    def address(self) -> str:
        return self.selection.address(self.path)


def ask(
    request: HttpRequest,
    required: Sequence[str] = CELL_PARAMETERS,
    optional: Sequence[str] = (),
    *,
    scheme: str = "",
    release: Release | None = None,
    **allowed: tuple[str, ...],
) -> Asked:
    """Read the query string against the choices of the release that it names, or of the current one.

    `required` parameters take their default, `optional` ones may be absent, all others are ignored; `allowed`
    gives the choices of parameters of the page's own (sort, figure …); `release` is given where the page knows it.
    Raises BadChoice, ReleaseNotFound or NoRelease.
    """
    release = release or get_release(request.GET.get("release", ""))
    choices = replace(choices_for(release, scheme or request.GET.get("scheme", "") or DEFAULT_SCHEME), **allowed)
    used = {"release", *required, *optional}
    choices = choices if choices.since else replace(choices, since=_earlier(choices.year, request.GET.get("year", "")))
    choices = replace(choices, **{field.name: () for field in fields(Choices) if field.name not in used})
    query = _without_foreign_group(_without_later_since(request.GET.dict(), choices), choices, release)
    selection = Selection.parse(query, choices, required)
    if "page" not in used:
        selection = selection.with_(page=1)
    return Asked(release, choices, _pinned(selection) if selection.release else selection, request.path)


def _earlier(years: Sequence[str], chosen: str) -> tuple[str, ...]:
    """Years to compare the chosen one with, the latest first; none where it is the first of the release."""
    year = chosen if chosen in years else years[0] if years else ""
    return tuple(sorted((one for one in years if one < year), reverse=True))


def _without_later_since(query: dict[str, str], choices: Choices) -> dict[str, str]:
    """A reader who goes back to an earlier year sends the year to compare with along: it is left out, no error."""
    since = query.get("since", "")
    return query | {"since": ""} if since in choices.year and since not in choices.since else query


def _without_foreign_group(query: dict[str, str], choices: Choices, release: Release) -> dict[str, str]:
    """A reader who changes the scheme in a form sends the group of the old one along: it is left out, no error."""
    group = query.get("group", "")
    if not group or not choices.group or group in choices.group:
        return query
    is_foreign = any(group in choices_for(release, scheme).group for scheme in choices.scheme)
    return query | {"group": ""} if is_foreign else query


def _pinned(selection: Selection) -> Selection:
    """A pinned release keeps its year in sight: the default of today may not be that of tomorrow."""
    return selection.with_(defaults=frozenset(pair for pair in selection.defaults if pair[0] != "year"))


def canonical_redirect(request: HttpRequest, asked: Asked, also_known: Sequence[str] = ()) -> HttpResponseBase | None:
    """Where the page lives when it was asked for in another order or with defaults spelled out.

    Parameters that the page does not know (`utm_…`) are left alone: they change nothing and earn no redirect.
    `also_known` are those of the page's own kind of selection.
    """
    known = {field.name for field in fields(Choices) if getattr(asked.choices, field.name)} | {*also_known}
    known |= {"page"} if asked.selection.page > 1 else set()
    sent = urlencode([(key, value) for key, value in request.GET.items() if key in known])
    return None if sent == asked.selection.query() else HttpResponsePermanentRedirect(asked.address)


Page = Callable[..., HttpResponseBase]


def page(view: Page) -> Page:
    """A public page: the empty state before the first release, and an entity tag for anonymous readers."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except NoRelease:
            return no_release(request)
        return tagged(request, response)

    return answer


def no_release(request: HttpRequest) -> HttpResponse:
    """The empty state of a page. A download has nothing to send: raises NotFound."""
    if PurePosixPath(request.path).suffix:
        raise NotFound(gettext("No statistics are published yet"))
    meta = PageMeta(
        title=gettext("No statistics are published yet"),
        description=gettext("The Observatory shows its figures once a release of statistics is published."),
        canonical_path=request.path,
        is_indexable=False,
        section="observatory",
    )
    return render(request, "observatory/no_release.html", {"page": meta})


def tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Anonymous readers revalidate: pages by content, downloads by their own tag. What members see is not kept."""
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
        return response
    if not isinstance(response, HttpResponse) or response.status_code != 200 or request.method not in ("GET", "HEAD"):
        return response
    if "ETag" in response.headers:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return get_conditional_response(request, etag=etag, response=response) or response
