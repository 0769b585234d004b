"""Several regions as one: by address, or as a set that policy speaks of; and the list of these sets."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from observatory.custom_downloads import custom_dataset
from observatory.presenters.briefing.links import briefing_links
from observatory.presenters.choosing import filter_form
from observatory.presenters.custom.figures import history_chart, specialisation_chart
from observatory.presenters.custom.index import Picker, present_index, present_picker
from observatory.presenters.custom.notices import overlap_notices, too_many_notice
from observatory.presenters.custom.page import present_custom
from observatory.presenters.notices import Notice
from observatory.queries.custom import get_custom_profile
from observatory.queries.custom_members import MOST_MEMBERS, CustomSubject, find_members, overlaps
from observatory.queries.custom_sets import count_sets, get_custom_surroundings
from observatory.queries.names import get_names
from observatory.queries.place import Place
from observatory.several import Several, canonical_query, plain_name, sent_values, several
from observatory.views.answering import is_image, send_chart, send_table
from observatory.views.asking import Asked, ask, page
from portal.core.charts import Chart
from portal.core.errors import NotFound, shortened
from portal.core.page import FilterForm
from portal.registry.queries import RegionMatch, find_regions
from portal.registry.region_sets import UnknownRegionSet, region_set, region_sets

PARAMETERS = ("scheme", "year", "rules", "area")
KNOWN = ("r", "name", *PARAMETERS, "release")
FIGURES = ("specialisation", "history")
MOST_IN_NAME = 8  # members that the name of a file tells


def ask_custom(request: HttpRequest) -> tuple[Asked, tuple[Place, ...], tuple[str, ...]]:
    """What is asked for, the members found, and the codes as sent."""
    sent = sent_values(request.GET, "r")
    places = find_members(sent[:MOST_MEMBERS])
    asked = ask(request, PARAMETERS, ["figure"], figure=FIGURES)
    subjects = tuple(("r", place.code) for place in places)
    return replace(asked, selection=several(asked.selection, subjects, request.GET.get("name", ""))), places, sent


def several_of(asked: Asked) -> Several:
    selection = asked.selection
    return selection if isinstance(selection, Several) else several(selection, ())


@page
def custom(request: HttpRequest) -> HttpResponseBase:
    """The profile of the chosen members, or the list of sets where none, or none that fit together, are chosen."""
    asked, places, sent = ask_custom(request)
    text = plain_name(request.GET.get("q", ""))
    matches = find_regions(text) if text else []
    moved = _moved(request, asked, text, matches, sent)
    if moved is not None:
        return moved
    selection = several_of(asked)
    picker = present_picker(selection, places, text, matches, asked.path)
    pairs = overlaps(places)
    notices = [*([too_many_notice(len(sent))] if len(sent) > MOST_MEMBERS else [])]
    if not places or pairs:
        return _index(request, asked, picker, [*notices, *overlap_notices(pairs, selection, asked.path)])
    return _profile(request, asked, CustomSubject(selection.name, places), picker, notices)


def _moved(
    request: HttpRequest, asked: Asked, text: str, matches: list[RegionMatch], sent: tuple[str, ...]
) -> HttpResponseBase | None:
    """One region that answers the search joins at once; other spellings lead to the canonical address."""
    if len(matches) == 1:
        selection = several_of(asked)
        added = dict.fromkeys((*selection.subjects, ("r", matches[0].code)))
        return HttpResponseRedirect(selection.with_(subjects=tuple(added)).address(asked.path))
    if text or len(sent) > MOST_MEMBERS or canonical_query(request.GET, KNOWN) == asked.selection.query():
        return None
    return HttpResponsePermanentRedirect(asked.address)


def _index(request: HttpRequest, asked: Asked, picker: Picker, notices: list[Notice]) -> HttpResponseBase:
    counts = count_sets(asked.release, asked.selection)
    view = present_index(several_of(asked), region_sets(), counts, picker, notices)
    return render(request, "observatory/custom_index.html", {"page": view.page, "view": view, "picker": picker})


def _profile(
    request: HttpRequest, asked: Asked, subject: CustomSubject, picker: Picker | None, notices: list[Notice]
) -> HttpResponseBase:
    selection = several_of(asked)
    profile = get_custom_profile(subject, asked.release, selection)
    view = present_custom(profile, selection, get_custom_surroundings(subject))
    context = {
        "page": view.page,
        "view": view,
        "picker": picker,
        "notices": [*notices, *view.notices],
        "release": asked.release,
        "filters": _filters(asked, selection),
        "briefing": briefing_links(asked.path, selection),
    }
    return render(request, "observatory/custom.html", context)


def _filters(asked: Asked, selection: Several) -> FilterForm:
    """The members and the name travel along with the form."""
    form = filter_form(asked.path, selection, asked.choices, get_names(), PARAMETERS)
    own = (*selection.subjects, *((("name", selection.name),) if selection.name else ()))
    bare = selection.with_(**dict.fromkeys(PARAMETERS, ""))
    return replace(form, hidden=(*own, *form.hidden), clear_url=bare.address(asked.path))


@page
def custom_download(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Cells of the sum, its totals or its figures, without a redirect. Raises NotFound where members overlap."""
    asked, places, _sent = ask_custom(request)
    if not places or overlaps(places):
        raise NotFound(gettext("Name the members of the custom region: at least one, and none inside another."))
    name = "-".join(("custom", *(place.code for place in places[:MOST_IN_NAME])))
    return _send(request, asked, CustomSubject(several_of(asked).name, places), name, suffix)


@page
def custom_set(request: HttpRequest, code: str) -> HttpResponseBase:
    subject = set_subject(code)
    asked = ask_set(request)
    if code != subject.set_code:
        path = reverse("observatory:region-set", args=[subject.set_code])
        return HttpResponsePermanentRedirect(asked.selection.address(path))
    if canonical_query(request.GET, KNOWN) != asked.selection.query():
        return HttpResponsePermanentRedirect(asked.address)
    return _profile(request, asked, subject, None, [])


def ask_set(request: HttpRequest) -> Asked:
    asked = ask(request, PARAMETERS, ["figure"], figure=FIGURES)
    return replace(asked, selection=several(asked.selection, ()))


@page
def custom_set_download(request: HttpRequest, code: str, suffix: str) -> HttpResponseBase:
    subject = set_subject(code)
    return _send(request, ask_set(request), subject, subject.set_code, suffix)


def set_subject(code: str) -> CustomSubject:
    """Raises NotFound with the list of sets for an unknown one."""
    try:
        return CustomSubject("", (), region_set(code.lower()).code)
    except UnknownRegionSet as unknown:
        message = gettext("There is no set of regions %(code)s.") % {"code": shortened(code)}
        raise NotFound(message, [(gettext("All sets of regions"), reverse("observatory:custom"))]) from unknown


def _send(request: HttpRequest, asked: Asked, subject: CustomSubject, name: str, suffix: str) -> HttpResponseBase:
    selection = asked.selection
    name = f"{name}-{selection.figure or 'cells'}-{selection.year}"
    if is_image(suffix):
        return send_chart(request, asked, name, suffix, lambda: _chart(asked, subject))
    return send_table(request, asked, name, suffix, lambda: custom_dataset(
        get_custom_profile(subject, asked.release, selection), name))  # fmt: skip


def _chart(asked: Asked, subject: CustomSubject) -> Chart | None:
    profile = get_custom_profile(subject, asked.release, asked.selection)
    return history_chart(profile) if asked.selection.figure == "history" else specialisation_chart(profile)
