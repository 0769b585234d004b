"""Errors as pages in plain words: what happened, and where to go from here."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import gettext as _

from portal.core.errors import BadChoice, LanguageClosed, NotFound
from portal.core.page import Link, PageMeta

MOST_ALLOWED = 12


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """`explanation` says why, `links` are the nearest addresses that answer."""

    status: int
    title: str
    explanation: str
    links: tuple[Link, ...] = ()
    links_title: str = ""


def bad_choice(request: HttpRequest, error: BadChoice) -> HttpResponse:
    """400 for a known parameter with a bad value; offers the same page with the nearest valid value."""
    explanation = _("The address asks for “%(parameter)s = %(value)s”, which this page does not have.") % {
        "parameter": error.parameter,
        "value": error.value,
    }
    nearest = (_with_nearest(request, error),) if error.nearest else ()
    links = (*nearest, Link(_("This page without choices"), request.path))
    title = _("This choice does not exist")
    return _page(request, ErrorPage(400, title, f"{explanation} {_allowed(error)}".strip(), links, _("Go on with")))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; a `NotFound` brings its own words and suggestions, any other 404 the general ones."""
    explanation = _("The address may be mistyped, or the page has moved. Use the search or the menu.")
    links: tuple[Link, ...] = ()
    if isinstance(exception, NotFound):
        explanation = str(exception)
        links = tuple(Link(label, url) for label, url in exception.suggestions)
    return _page(request, ErrorPage(404, _("Page not found"), explanation, links, _("Did you mean")))


def language_closed(request: HttpRequest, error: LanguageClosed) -> HttpResponse:
    """404 for a language that is not open, with the same page in those that are."""
    links = tuple(Link(name, url, language=code) for code, name, url in error.translations)
    return _page(request, ErrorPage(404, _("Page not found"), str(error), links, _("Read this page in")))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; a rule that refuses brings its own reason, any other 403 the general one."""
    general = _("Your account does not have the rights for this page. Sign in with another account, or go back.")
    explanation = str(exception) if exception is not None and exception.args else general
    return _page(request, ErrorPage(403, _("You cannot open this page"), explanation))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    explanation = _("The server could not read the request. Go back and try again.")
    return _page(request, ErrorPage(400, _("This request could not be read"), explanation))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: cookies are off, or the page was open too long."""
    explanation = _(
        "Your browser sent the form without its security mark. Allow cookies, load the page again and send it."
    )
    return _page(request, ErrorPage(403, _("The form was not sent"), explanation))


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """429 for sign-in and password mails that are asked for again and again."""
    explanation = _("There were too many attempts from your address. Wait a few minutes, then try again.")
    return _page(request, ErrorPage(429, _("Too many attempts"), explanation))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 from a template that needs neither the database nor the session nor the static manifest."""
    return HttpResponse(engines["django"].get_template("500.html").render({}), status=500)


def answer_for(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of a domain error, None for every other exception."""
    if isinstance(exception, BadChoice):
        return bad_choice(request, exception)
    return not_found(request, exception) if isinstance(exception, NotFound) else None


def _page(request: HttpRequest, error: ErrorPage) -> HttpResponse:
    """Downloads are read by programs, so they get the words without the page."""
    if PurePosixPath(request.path).suffix:
        text = f"{error.title}\n{error.explanation}\n"
        return HttpResponse(text, status=error.status, content_type="text/plain; charset=utf-8")
    page = PageMeta(error.title, error.explanation, canonical_path="", is_indexable=False)
    return render(request, f"{error.status}.html", {"page": page, "error": error}, status=error.status)


def _with_nearest(request: HttpRequest, error: BadChoice) -> Link:
    query = request.GET.copy()
    query[error.parameter] = error.nearest
    label = _("The same page with “%(parameter)s = %(value)s”") % {
        "parameter": error.parameter,
        "value": error.nearest,
    }
    return Link(label, f"{request.path}?{query.urlencode()}")


def _allowed(error: BadChoice) -> str:
    if not error.allowed or len(error.allowed) > MOST_ALLOWED:
        return ""
    return _("It has: %(values)s.") % {"values": ", ".join(error.allowed)}
