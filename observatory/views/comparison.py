"""Up to six regions, industry groups or statistical clusters side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.comparison import MOST_SUBJECTS, PARAMETERS, Kind
from observatory.comparison_downloads import comparison_dataset
from observatory.presenters.choosing import filter_form
from observatory.presenters.comparison.choosing import present_group_picker, present_subject_picker
from observatory.presenters.comparison.figures import trend_chart
from observatory.presenters.comparison.page import present_comparison, present_empty
from observatory.presenters.custom.notices import too_many_notice
from observatory.presenters.notices import Notice
from observatory.queries.comparison import Comparison
from observatory.queries.comparison_subjects import Found, compare, find_subjects
from observatory.queries.names import get_names
from observatory.several import Several, canonical_query, plain_name, sent_values, several
from observatory.views.answering import is_image, send_chart, send_table
from observatory.views.asking import Asked, ask, page
from portal.core.errors import NotFound
from portal.core.page import FilterForm
from portal.registry.queries import RegionMatch, find_regions

CHOICES = ("scheme", "year", "rules", "area")
FIGURES = ("trend",)


@dataclass(frozen=True, slots=True)
class Request:
    """A request understood: its kind of subjects, those found, and how many were sent."""

    asked: Asked
    selection: Several
    found: Found
    kind: Kind
    parameter: str
    sent: int

    @property
    def is_too_much(self) -> bool:
        return self.sent > MOST_SUBJECTS


def _understand(request: HttpRequest) -> Request:
    """Subjects of the first kind that is named; others beside them are left out."""
    parameter = next((name for name in PARAMETERS if request.GET.getlist(name)), "r")
    sent = sent_values(request.GET, parameter)
    asked = ask(request, CHOICES, ["figure"], figure=FIGURES)
    found = find_subjects(PARAMETERS[parameter], sent[:MOST_SUBJECTS], asked.selection.scheme)
    selection = several(asked.selection, tuple((parameter, value) for value in found.values))
    asked = replace(asked, selection=selection)
    return Request(asked, selection, found, PARAMETERS[parameter], parameter, len(sent))


@page
def comparison(request: HttpRequest) -> HttpResponseBase:
    understood = _understand(request)
    text = plain_name(request.GET.get("q", ""))
    matches = find_regions(text) if text else []
    return _moved(request.GET, understood, text, matches) or _page(request, understood, text, matches)


def _moved(query: QueryDict, understood: Request, text: str, matches: Sequence[RegionMatch]) -> HttpResponseBase | None:
    """The only region that answers a search joins at once; other spellings lead to the canonical address."""
    selection, path = understood.selection, understood.asked.path
    if len(matches) == 1 and not understood.is_too_much:
        added = (understood.parameter, understood.found.joined(matches[0].code))
        return HttpResponseRedirect(selection.with_(subjects=_with(selection, added)).address(path))
    known = (*PARAMETERS, *CHOICES, "release")
    if text or understood.is_too_much or canonical_query(query, known) == selection.query(figure=""):
        return None
    return HttpResponsePermanentRedirect(selection.address(path, figure=""))


def _with(selection: Several, added: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((*selection.subjects, added)))


def _page(request: HttpRequest, understood: Request, text: str, matches: Sequence[RegionMatch]) -> HttpResponseBase:
    selection, path = understood.selection, understood.asked.path
    notices = [too_many_notice(understood.sent, MOST_SUBJECTS)] if understood.is_too_much else []
    picker = present_subject_picker(selection, text, matches, path, understood.found, understood.parameter)
    if not selection.subjects:
        return _empty(request, path, notices, {"picker": picker})
    groups = present_group_picker(selection, path) if understood.kind == "group" else None
    view = present_comparison(_compare(understood), selection, path, notices)
    context = {
        "page": view.page,
        "view": view,
        "release": understood.asked.release,
        "picker": None if groups or view.is_full else picker,
        "groups": None if view.is_full else groups,
        "filters": _filters(understood),
    }
    return render(request, "observatory/comparison.html", context)


def _empty(request: HttpRequest, path: str, notices: Sequence[Notice], context: dict[str, object]) -> HttpResponseBase:
    meta, examples, shown = present_empty(path, notices)
    found = {"page": meta, "examples": examples, "notices": shown}
    return render(request, "observatory/comparison_empty.html", context | found)


def _filters(understood: Request) -> FilterForm:
    """The subjects travel along; the scheme of groups and clusters is that of their addresses."""
    names = CHOICES if understood.kind == "region" else CHOICES[1:]
    selection, asked = understood.selection, understood.asked
    form = filter_form(asked.path, selection, asked.choices, get_names(), names)
    kept = (("scheme", selection.scheme),) if understood.kind == "group" else ()
    kept = tuple(pair for pair in kept if pair not in selection.defaults)
    bare = selection.with_(**dict.fromkeys(names, ""))
    return replace(form, hidden=(*selection.subjects, *kept, *form.hidden), clear_url=bare.address(asked.path))


@page
def comparison_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every value with its peers and place among them, or the years of the subjects. Raises NotFound without any."""
    understood = _understand(request)
    if not understood.selection.subjects:
        message = gettext("Name what to compare: regions, industry groups or statistical clusters.")
        raise NotFound(message, [(gettext("Compare"), reverse("observatory:compare"))])
    asked = understood.asked
    members = "-".join(value.replace("/", "-") for _name, value in understood.selection.subjects)
    name = f"comparison-{understood.selection.figure or 'values'}-{members}-{asked.selection.year}"
    if is_image(suffix):
        return send_chart(request, asked, name, suffix, lambda: trend_chart(_compare(understood)))
    is_trend = understood.selection.figure == "trend"
    return send_table(
        request, asked, name, suffix, lambda: comparison_dataset(_compare(understood), name, is_trend=is_trend)
    )


def _compare(understood: Request) -> Comparison:
    return compare(understood.found, understood.asked.release, understood.selection)
